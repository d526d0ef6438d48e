using System.Collections.Frozen;
using System.Text.Json;
using Insights.Coder.Database;
using Insights.Coder.Following;
using Insights.Coder.Items;
using Npgsql;
using NpgsqlTypes;

namespace Insights.Coder.Reading;

/// <summary>Reads what Coder has added up by half-hour, by the time, which its key begins with.</summary>
internal sealed class UsageBucketReader(CoderDatabase database) : IUsageHistory
{
    private const string Common = "start_time, template_id, user_id, usage_mins, median_latency_ms, app_usage_mins::text";

    private const string Range = "start_time >= @from and start_time < @to";

    private static readonly FrozenDictionary<string, int> None = FrozenDictionary<string, int>.Empty;

    // The columns of Coder's older tables, and what agents call the apps.
    private static readonly string[] Apps = ["vscode", "jetbrains", "reconnecting_pty", "ssh", "sftp"];

    /// <summary>The statement that gives the half-hours from one time to another.</summary>
    public static string RangeQuery(bool withColumns) =>
        $"select {Common}{(withColumns ? string.Concat(Apps.Select(app => $", {app}_mins")) : "")} from template_usage_stats where {Range} order by start_time";

    /// <summary>The time of the newest half-hour, and of the oldest; null when there is none.</summary>
    public async Task<(DateTime? Oldest, DateTime? Newest)> ReadBoundsAsync(CancellationToken cancellationToken)
    {
        var schema = await database.GetSchemaAsync(cancellationToken);
        if (schema.Problems(Relations.UsageStats, Relations.UsageSessionApps).Count > 0)
        {
            return default;
        }

        var bounds = await database.QueryAsync(
            "select min(start_time), max(start_time) from template_usage_stats", row => (row.TimeOrNull(0), row.TimeOrNull(1)), cancellationToken);
        return bounds[0];
    }

    /// <summary>The half-hours from one time to another, in order.</summary>
    public async Task<List<UsageBucket>> ReadAsync(DateTime from, DateTime to, CancellationToken cancellationToken)
    {
        var schema = await database.GetSchemaAsync(cancellationToken);
        (string, object, NpgsqlDbType)[] range = [("from", from, NpgsqlDbType.TimestampTz), ("to", to, NpgsqlDbType.TimestampTz)];
        if (!schema.HasSessionAppTable)
        {
            return await database.QueryAsync(
                RangeQuery(withColumns: true),
                row => Read(row, OfColumns(row)),
                cancellationToken,
                range);
        }

        var minutes = new Dictionary<(DateTime, Guid, Guid), Dictionary<string, int>>();
        await database.QueryAsync(
            $"select start_time, template_id, user_id, app_name, usage_mins from template_usage_stats_session_apps where {Range}",
            row => Add(minutes, row),
            cancellationToken,
            range);
        return await database.QueryAsync(
            RangeQuery(withColumns: false),
            row => Read(row, minutes.TryGetValue((row.GetDateTime(0), row.GetGuid(1), row.GetGuid(2)), out var apps) ? apps : None),
            cancellationToken,
            range);
    }

    private static int Add(Dictionary<(DateTime, Guid, Guid), Dictionary<string, int>> minutes, NpgsqlDataReader row)
    {
        var key = (row.GetDateTime(0), row.GetGuid(1), row.GetGuid(2));
        if (!minutes.TryGetValue(key, out var apps))
        {
            minutes[key] = apps = [];
        }

        return apps[row.GetString(3)] = row.GetInt16(4);
    }

    private static UsageBucket Read(NpgsqlDataReader row, IReadOnlyDictionary<string, int> sessionApps) => new(
        row.GetDateTime(0),
        row.GetGuid(1),
        row.GetGuid(2),
        row.GetInt16(3),
        sessionApps,
        row.TextOrEmpty(5) is { Length: > 2 } json && json != "null" ? JsonSerializer.Deserialize(json, ItemsJson.Default.DictionaryStringInt32)! : None,
        row.IsDBNull(4) || !float.IsFinite(row.GetFloat(4)) ? null : row.GetFloat(4));

    private static IReadOnlyDictionary<string, int> OfColumns(NpgsqlDataReader row)
    {
        Dictionary<string, int>? minutes = null;
        for (var app = 0; app < Apps.Length; app++)
        {
            if (row.GetInt16(6 + app) is > 0 and var used)
            {
                (minutes ??= [])[Apps[app]] = used;
            }
        }

        return minutes ?? (IReadOnlyDictionary<string, int>)None;
    }
}
