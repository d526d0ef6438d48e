namespace Insights.Coder.Database;

/// <summary>Which of the tables and columns that are read exist in a database, and which of them its role may read.</summary>
/// <param name="role">The role that reads.</param>
/// <param name="columns">Every column of the tables of <see cref="Relations"/> that exists, and whether it may be read.</param>
public sealed class CoderSchema(string role, IReadOnlyDictionary<(string Table, string Column), bool> columns)
{
    private readonly HashSet<string> _tables = [.. columns.Keys.Select(column => column.Table)];

    /// <summary>The role that reads.</summary>
    public string Role => role;

    /// <summary>Whether a column exists and may be read.</summary>
    public bool Has(Relation relation, string column) => columns.TryGetValue((relation.Table, column), out var readable) && readable;

    /// <summary>Whether a table exists.</summary>
    public bool Has(Relation relation) => _tables.Contains(relation.Table);

    /// <summary>Whether sessions are counted by name in one column.</summary>
    public bool CountsSessionsByName => columns.ContainsKey((Relations.AgentStats.Table, "session_counts"));

    /// <summary>Whether the minutes of session apps have a table of their own.</summary>
    public bool HasSessionAppTable => Has(Relations.UsageSessionApps);

    /// <summary>
    /// What stands in the way of reading tables, one sentence each: a table that is not there, or a grant that is missing. Empty when they
    /// can be read.
    /// </summary>
    public IReadOnlyList<string> Problems(params IEnumerable<Relation> relations) => [.. relations.Select(ProblemOf).OfType<string>()];

    private string? ProblemOf(Relation relation)
    {
        if (!Has(relation))
        {
            return relation.IsOptional
                ? null
                : $"The table {relation.Table} was not found. Is this the database of Coder, and has {role} USAGE on its schema?";
        }

        var existing = relation.Columns.Where(column => columns.ContainsKey((relation.Table, column))).ToArray();
        var missing = relation.Columns.Except(existing).Except(relation.Optional ?? []).ToArray();
        if (missing.Length > 0)
        {
            return $"The table {relation.Table} has no column {string.Join(", ", missing)}: this version of Coder is not known.";
        }

        var denied = existing.Where(column => !columns[(relation.Table, column)]).ToArray();
        return denied.Length > 0 ? $"{role} may not read {relation.Table}: {relation.Grant(role, denied)}" : null;
    }
}
