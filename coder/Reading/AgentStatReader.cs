using System.Collections.Frozen;
using System.Text.Json;
using Insights.Coder.Database;
using Insights.Coder.Items;
using Npgsql;
using NpgsqlTypes;

namespace Insights.Coder.Reading;

/// <summary>
/// Reads the reports of agents by their time, with the index on it. Every connected agent writes one each 30 seconds; those without a
/// session and without a latency change no figure and stay where they are.
/// </summary>
internal sealed class AgentStatReader(CoderDatabase database)
{
    /// <summary>How many rows one statement gives.</summary>
    public const int PageLength = 10_000;

    private const string Common = "id, created_at, user_id, agent_id, workspace_id, template_id, connection_count, connection_median_latency_ms";

    private const string Page = "created_at >= @at and (created_at, id) > (@at, @id)";

    private static readonly FrozenDictionary<string, long> None = FrozenDictionary<string, long>.Empty;

    private static readonly string[] Columns = ["vscode", "jetbrains", "reconnecting_pty", "ssh"];

    /// <summary>The statement that gives a page of rows after a time and id.</summary>
    public static string PageQuery(bool byName) => byName
        ? $"""
            select {Common}, session_counts::text from workspace_agent_stats
            where {Page} and (session_counts <> '{"{}"}'::jsonb or connection_median_latency_ms > 0)
            order by created_at, id limit {PageLength}
            """
        : $"""
            select {Common}, {string.Join(", ", Columns.Select(app => "session_count_" + app))} from workspace_agent_stats
            where {Page} and ({string.Join(" or ", Columns.Select(app => $"session_count_{app} > 0"))} or connection_median_latency_ms > 0)
            order by created_at, id limit {PageLength}
            """;

    /// <summary>The next rows after a time and id, in their order.</summary>
    public async Task<List<AgentStatRow>> ReadPageAsync(DateTime after, Guid id, CancellationToken cancellationToken)
    {
        var schema = await database.GetSchemaAsync(cancellationToken);
        return await database.QueryAsync(
            PageQuery(schema.CountsSessionsByName),
            row => Read(row, schema.CountsSessionsByName),
            cancellationToken,
            ("at", after, NpgsqlDbType.TimestampTz),
            ("id", id, NpgsqlDbType.Uuid));
    }

    /// <summary>The times of the first and the last row there is, whatever they say.</summary>
    public async Task<(DateTime? Oldest, DateTime? Newest)> ReadBoundsAsync(CancellationToken cancellationToken)
    {
        var bounds = await database.QueryAsync(
            "select min(created_at), max(created_at) from workspace_agent_stats", row => (row.TimeOrNull(0), row.TimeOrNull(1)), cancellationToken);
        return bounds[0];
    }

    private static AgentStatRow Read(NpgsqlDataReader row, bool byName)
    {
        var latency = row.GetDouble(7);
        return new AgentStatRow(
            row.GetGuid(0),
            new AgentStat(
                row.GetDateTime(1),
                row.GetGuid(2),
                row.GetGuid(3),
                row.GetGuid(4),
                row.GetGuid(5),
                row.GetInt64(6),
                double.IsFinite(latency) && latency > 0 ? latency : -1,
                byName ? ByName(row.GetString(8)) : ByColumn(row)));
    }

    private static IReadOnlyDictionary<string, long> ByName(string json) =>
        json == "{}" ? None : JsonSerializer.Deserialize(json, ItemsJson.Default.DictionaryStringInt64) ?? (IReadOnlyDictionary<string, long>)None;

    private static IReadOnlyDictionary<string, long> ByColumn(NpgsqlDataReader row)
    {
        Dictionary<string, long>? counts = null;
        for (var app = 0; app < Columns.Length; app++)
        {
            if (row.GetInt64(8 + app) is > 0 and var count)
            {
                (counts ??= [])[Columns[app]] = count;
            }
        }

        return counts ?? (IReadOnlyDictionary<string, long>)None;
    }
}
