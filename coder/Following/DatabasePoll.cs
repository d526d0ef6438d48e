using Insights.Coder.Database;
using Insights.Coder.Sending;
using Insights.Coder.State;

namespace Insights.Coder.Following;

/// <summary>One look at a deployment's database. What may not be read of it is reported from the beginning.</summary>
internal sealed class DatabasePoll : Poll
{
    private readonly CoderSchema _schema;

    public DatabasePoll(SourceTerms terms, SourceState state, DateTime now, bool sweep, CoderSchema schema)
        : base(terms, state, now, sweep)
    {
        _schema = schema;
        foreach (var problem in schema.Problems(Relations.All))
        {
            Report(problem);
        }
    }

    /// <summary>Whether tables can be read.</summary>
    public bool CanRead(params Relation[] relations) => _schema.Problems(relations).Count == 0;
}
