using Insights.Coder.Database;
using Npgsql;

namespace Insights.Local.Coder;

/// <summary>The role that reads a deployment's database, as an administrator would make it.</summary>
internal static class CoderReader
{
    /// <summary>Its name.</summary>
    public const string Role = "insights_reader";

    /// <summary>Lets it read what is read of the database that a connection of the administrator leads to, and nothing else.</summary>
    public static async Task GrantAsync(string administrator, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync(cancellationToken);
        await using (var schema = new NpgsqlCommand($"grant usage on schema {CoderDdl.Schema} to {Role}", connection))
        {
            await schema.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var relation in Relations.All)
        {
            var columns = await ColumnsAsync(connection, relation.Table, cancellationToken);
            if (columns.Count > 0)
            {
                await using var grant = new NpgsqlCommand(relation.Grant(Role, relation.Columns.Intersect(columns)), connection);
                await grant.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }

    private static async Task<List<string>> ColumnsAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select column_name from information_schema.columns where table_schema = $1 and table_name = $2", connection);
        command.Parameters.AddWithValue(CoderDdl.Schema);
        command.Parameters.AddWithValue(table);
        var columns = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            columns.Add(reader.GetString(0));
        }

        return columns;
    }
}
