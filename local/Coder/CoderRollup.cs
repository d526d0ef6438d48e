using Npgsql;
using NpgsqlTypes;

namespace Insights.Local.Coder;

/// <summary>Adds up usage by half-hour as Coder does, and then deletes the reports that it keeps no longer.</summary>
internal sealed class CoderRollup(NpgsqlDataSource database)
{
    /// <summary>How far back what was added up is added up again.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromHours(2);

    // Minutes are numbered since 1970, and half-hours by their first minute: thirty of them are one.
    private const string Minutes = """
        create temporary table session on commit drop as
            select s.template_id, s.user_id, floor(extract(epoch from s.created_at) / 60)::bigint as minute, app.key as app, s.connection_count
            from workspace_agent_stats s, jsonb_each_text(s.session_counts) as app where s.created_at >= @since and app.value::bigint > 0;
        create temporary table connected on commit drop as
            select template_id, user_id, minute / 30 as half_hour from session group by 1, 2, 3 having max(connection_count) > 0;
        create temporary table visit on commit drop as
            select w.template_id, s.user_id, minute, case when s.access_method = 'terminal' then '[terminal]' else s.slug_or_port end as app
            from workspace_app_stats s join workspaces w on w.id = s.workspace_id,
                generate_series(
                    floor(extract(epoch from greatest(s.session_started_at, @since)) / 60)::bigint,
                    floor(extract(epoch from s.session_ended_at - interval '1 microsecond') / 60)::bigint) as minute
            where s.session_ended_at > @since;
        create temporary table used on commit drop as
            select s.template_id, s.user_id, s.minute from session s join connected c on c.template_id = s.template_id and c.user_id = s.user_id and c.half_hour = s.minute / 30
            union select template_id, user_id, minute from visit;
        analyze used;
        """;

    private const string Upserts = """
        insert into template_usage_stats (start_time, end_time, template_id, user_id, usage_mins, median_latency_ms, app_usage_mins)
            select to_timestamp(u.half_hour * 1800), to_timestamp((u.half_hour + 1) * 1800), u.template_id, u.user_id, u.minutes, l.median, v.apps
            from (select template_id, user_id, minute / 30 as half_hour, count(*)::smallint as minutes from used group by 1, 2, 3) u
            left join (
                select n.template_id, n.user_id, n.minute / 30 as half_hour, (percentile_cont(0.5) within group (order by s.connection_median_latency_ms))::real as median
                from workspace_agent_stats s join used n on n.template_id = s.template_id and n.user_id = s.user_id and n.minute = floor(extract(epoch from s.created_at) / 60)::bigint
                where s.created_at >= @since and s.connection_median_latency_ms > 0 group by 1, 2, 3) l using (template_id, user_id, half_hour)
            left join (
                select template_id, user_id, half_hour, jsonb_object_agg(app, minutes) as apps
                from (select template_id, user_id, minute / 30 as half_hour, app, count(distinct minute) as minutes from visit group by 1, 2, 3, 4) one group by 1, 2, 3) v
                using (template_id, user_id, half_hour)
            on conflict (start_time, template_id, user_id) do update
                set usage_mins = excluded.usage_mins, median_latency_ms = excluded.median_latency_ms, app_usage_mins = excluded.app_usage_mins;
        insert into template_usage_stats_session_apps (start_time, template_id, user_id, app_name, usage_mins)
            select to_timestamp(c.half_hour * 1800), c.template_id, c.user_id, s.app, count(distinct s.minute)
            from session s join connected c on c.template_id = s.template_id and c.user_id = s.user_id and c.half_hour = s.minute / 30 group by 1, 2, 3, 4
            on conflict (start_time, template_id, user_id, app_name) do update set usage_mins = excluded.usage_mins;
        delete from workspace_agent_stats where created_at < (select max(start_time) - interval '1 day' from template_usage_stats);
        """;

    /// <summary>Adds up what is new.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var newest = new NpgsqlCommand("select date_trunc('hour', max(start_time)) from template_usage_stats", connection, transaction);
        var since = await newest.ExecuteScalarAsync(cancellationToken) is DateTime last ? last - Again : DateTime.UnixEpoch;
        foreach (var statement in (Minutes + "\n" + Upserts).Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await using var command = new NpgsqlCommand(statement, connection, transaction) { CommandTimeout = 0 };
            command.Parameters.Add(new NpgsqlParameter("since", NpgsqlDbType.TimestampTz) { Value = since });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
