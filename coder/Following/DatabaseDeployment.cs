using Insights.Coder.Database;
using Insights.Coder.Reading;
using Insights.Coder.Sending;
using Insights.Coder.State;

namespace Insights.Coder.Following;

/// <summary>A deployment that is read by its database.</summary>
internal sealed class DatabaseDeployment : IDeployment
{
    private readonly CoderDatabase _database;
    private readonly SourceOptions _options;
    private readonly CatalogReader _catalogReader;
    private readonly CatalogFollower _catalog;
    private readonly BuildFollower _builds;
    private readonly AgentStatFollower _agentStats;
    private readonly AppStatFollower _appStats;
    private readonly UsageStatsCheck _usageStats;
    private readonly HistoryImporter _history;

    private bool _hadProblems;

    public DatabaseDeployment(CoderDatabase database, IInsightsSink sink, Sender sender, SourceOptions options, TimeProvider clock)
    {
        (_database, _options) = (database, options);
        _catalogReader = new CatalogReader(database);
        _catalog = new CatalogFollower(_catalogReader, sender);
        _builds = new BuildFollower(database, sender, options);
        _agentStats = new AgentStatFollower(database, sender, options);
        _appStats = new AppStatFollower(database, sender, options);
        _usageStats = new UsageStatsCheck(database);
        _history = new HistoryImporter(new UsageBucketReader(database), sink, options, clock);
    }

    public string Name => _database.Name;

    public SourceKind Kind => SourceKind.Database;

    public IReadOnlyList<string> Omits => [];

    public async Task<Guid> IdentifyAsync(CancellationToken cancellationToken)
    {
        if (await _catalogReader.ReadDeploymentAsync(cancellationToken) is { } known)
        {
            return known;
        }

        var schema = await _database.GetSchemaAsync(cancellationToken);
        _database.ForgetSchema();
        throw new DeploymentUnknownException(schema.Problems(Relations.Organizations) is [var problem, ..]
            ? problem
            : $"{_database.Name} has no default organization: it is no database of Coder.");
    }

    public async Task<Poll> PollAsync(
        SourceTerms terms, SourceState state, DateTime now, bool sweep, Func<SourceState, CancellationToken, Task> save, CancellationToken cancellationToken)
    {
        if (_hadProblems)
        {
            // Somebody may have granted what was missing.
            _database.ForgetSchema();
        }

        var poll = new DatabasePoll(terms, state, now, sweep, await _database.GetSchemaAsync(cancellationToken));
        var looks = sweep || !(now - state.BuildsAt < _options.BuildsInterval);
        if (!(now - state.CatalogAt < _options.CatalogInterval))
        {
            await _catalog.RunAsync(poll, cancellationToken);
        }

        if (looks)
        {
            await _builds.RunAsync(poll, cancellationToken);
        }

        await _agentStats.RunAsync(poll, save, cancellationToken);
        await _appStats.RunAsync(poll, cancellationToken);
        await _usageStats.RunAsync(poll, looks, cancellationToken);
        _hadProblems = poll.Problems.Count > 0;
        return poll;
    }

    public Task<(SourceState State, HistoryProgress Progress)?> ReadHistoryAsync(SourceState state, SourceTerms terms, CancellationToken cancellationToken) =>
        _history.RunAsync(state, terms, cancellationToken);

    // Coder's tables change under us when it is upgraded.
    public bool Forget(Exception e)
    {
        var isAboutSchema = Words.IsAboutSchema(e);
        if (isAboutSchema)
        {
            _database.ForgetSchema();
        }

        return isAboutSchema;
    }

    public string? Explain(Exception e) => Words.Of(e, _database.Name);
}
