namespace Insights.Coder.Database;

/// <summary>A table of Coder's, and the columns of it that are read.</summary>
/// <param name="Table">Its name, never with a schema: Coder may live in another one than <c>public</c>.</param>
/// <param name="Columns">The columns that are read wherever they exist.</param>
/// <param name="HoldsSecrets">
/// Whether it has columns that must never be read, so that the role is given the columns above alone. Other tables are given whole,
/// which still holds when Coder adds a column.
/// </param>
/// <param name="Optional">Those of its columns that some versions of Coder do not have; null for a table that some do not have.</param>
public sealed record Relation(string Table, IReadOnlyList<string> Columns, bool HoldsSecrets = false, IReadOnlyList<string>? Optional = null)
{
    /// <summary>Whether some versions of Coder do not have the table at all.</summary>
    public bool IsOptional => Optional is not null && Optional.Count == Columns.Count;

    /// <summary>What an administrator runs to let a role read it.</summary>
    public string Grant(string role, IEnumerable<string>? columns = null) =>
        HoldsSecrets ? $"GRANT SELECT ({string.Join(", ", columns ?? Columns)}) ON {Table} TO {role};" : $"GRANT SELECT ON {Table} TO {role};";
}
