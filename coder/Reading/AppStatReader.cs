using Insights.Coder.Database;
using Insights.Coder.Items;
using Npgsql;
using NpgsqlTypes;

namespace Insights.Coder.Reading;

/// <summary>
/// Reads sessions in apps. No index is on their times, so new ones are found by their ids, which are a sequence, and those that are open
/// are looked at again.
/// </summary>
internal sealed class AppStatReader(CoderDatabase database)
{
    /// <summary>How many rows one statement gives.</summary>
    public const int PageLength = 50_000;

    private const string Select = """
        select s.id, w.template_id, s.workspace_id, s.user_id, s.agent_id, s.access_method, s.slug_or_port, s.session_id, s.session_started_at, s.session_ended_at
        from workspace_app_stats s join workspaces w on w.id = s.workspace_id
        """;

    /// <summary>The statement that gives what is new and what is open.</summary>
    public const string NewQuery = Select + " where s.id > @after or s.id = any(@open)";

    /// <summary>The statement that gives what ended since a time.</summary>
    public static readonly string EndedQuery = $"{Select} where s.session_ended_at >= @since and s.id > @after order by s.id limit {PageLength}";

    /// <summary>Sessions with ids above one, and those of given ids.</summary>
    public Task<List<AppStatRow>> ReadNewAsync(long after, long[] open, CancellationToken cancellationToken) =>
        database.QueryAsync(NewQuery, Read, cancellationToken, ("after", after, NpgsqlDbType.Bigint), ("open", open, NpgsqlDbType.Array | NpgsqlDbType.Bigint));

    /// <summary>Sessions that ended, or were last seen, since a time, with ids above one, in order of their ids. It goes through the whole table.</summary>
    public Task<List<AppStatRow>> ReadEndedAsync(DateTime since, long after, CancellationToken cancellationToken) =>
        database.QueryAsync(EndedQuery, Read, cancellationToken, ("since", since, NpgsqlDbType.TimestampTz), ("after", after, NpgsqlDbType.Bigint));

    /// <summary>The highest id.</summary>
    public async Task<long> ReadLastIdAsync(CancellationToken cancellationToken) =>
        (await database.QueryAsync("select coalesce(max(id), 0) from workspace_app_stats", row => row.GetInt64(0), cancellationToken))[0];

    private static AppStatRow Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        new AppStat(
            row.GetGuid(1),
            row.GetGuid(2),
            row.GetGuid(3),
            row.GetGuid(4),
            row.GetString(5),
            row.GetString(6),
            row.GetGuid(7),
            row.GetDateTime(8),
            row.GetDateTime(9)));
}
