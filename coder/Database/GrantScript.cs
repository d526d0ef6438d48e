namespace Insights.Coder.Database;

/// <summary>The statements with which an administrator lets a role read Coder's database.</summary>
public static class GrantScript
{
    /// <summary>The statements, for a psql that is connected to Coder's database.</summary>
    /// <param name="role">The name of the role.</param>
    /// <remarks>Tables and columns that only some versions of Coder have are granted where they are.</remarks>
    public static string For(string role)
    {
        var lines = new List<string>
        {
            $"CREATE ROLE {role} LOGIN PASSWORD '...' CONNECTION LIMIT 3;",
            $"ALTER ROLE {role} SET default_transaction_read_only = on;",
            $"ALTER ROLE {role} SET statement_timeout = '30s';",
            $"GRANT USAGE ON SCHEMA public TO {role};",
        };
        lines.AddRange(Relations.All.Where(relation => !relation.IsOptional).Select(relation => relation.Grant(role, relation.Columns.Except(relation.Optional ?? []))));
        lines.Add("-- As far as this version of Coder has them:");
        foreach (var relation in Relations.All.Where(relation => relation.Optional is not null && (relation.HoldsSecrets || relation.IsOptional)))
        {
            lines.Add(relation.Grant(role, relation.Optional));
        }

        return string.Join('\n', lines);
    }
}
