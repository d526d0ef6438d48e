using System.Text.Json;
using Insights.Functions.Usage;
using Npgsql;
using NpgsqlTypes;

namespace Insights.Functions.Benchmarks;

/// <summary>
/// The same usage in a table of PostgreSQL, a row for each half-hour, template and user, and the three reports as queries of it. Table
/// and queries are our own: they are written to ask what the reports answer, and are not Coder's.
/// </summary>
internal sealed class UsageInSql(NpgsqlDataSource database)
{
    private const string Table = """
        create table used_half_hour (
          start_time timestamptz not null, template_id uuid not null, user_id uuid not null,
          minutes smallint not null, vscode smallint not null, jetbrains smallint not null, terminal smallint not null, ssh smallint not null,
          sftp smallint not null, apps jsonb not null, median_latency_ms real);
        create table template_app (template_id uuid not null, slug text not null, primary key (template_id, slug));
        """;

    private const string Indexes = """
        alter table used_half_hour add primary key (start_time, template_id, user_id);
        vacuum analyze used_half_hour;
        """;

    private const string InRange = "start_time >= $1 and start_time < $2 and ($3 is null or template_id = $3)";

    private const string Activity = $"""
        with half_hour as (
          select user_id, least(sum(minutes), 30) as minutes from used_half_hour where {InRange} group by user_id, start_time),
        total as (select user_id, sum(minutes) * 60 as seconds from half_hour group by user_id),
        used as (select user_id, array_agg(distinct template_id) as templates from used_half_hour where {InRange} group by user_id)
        select user_id, templates, seconds from total join used using (user_id) order by user_id
        """;

    private const string Latency = $"""
        select user_id, array_agg(distinct template_id), percentile_cont(array[0.5, 0.95]) within group (order by median_latency_ms)
        from used_half_hour where {InRange} group by user_id order by user_id
        """;

    private const string Totals = $"""
        with half_hour as (
          select user_id, least(sum(vscode), 30) as vscode, least(sum(jetbrains), 30) as jetbrains, least(sum(terminal), 30) as terminal,
                 least(sum(ssh), 30) as ssh, least(sum(sftp), 30) as sftp
          from used_half_hour where {InRange} group by user_id, start_time),
        total as (
          select count(distinct user_id) as users, sum(vscode) * 60 as vscode, sum(jetbrains) * 60 as jetbrains, sum(terminal) * 60 as terminal,
                 sum(ssh) * 60 as ssh, sum(sftp) * 60 as sftp from half_hour),
        used as (
          select array_agg(distinct template_id) as templates, array_agg(distinct template_id) filter (where vscode > 0) as of_vscode,
                 array_agg(distinct template_id) filter (where jetbrains > 0) as of_jetbrains, array_agg(distinct template_id) filter (where terminal > 0) as of_terminal,
                 array_agg(distinct template_id) filter (where ssh > 0) as of_ssh, array_agg(distinct template_id) filter (where sftp > 0) as of_sftp
          from used_half_hour where {InRange})
        select users, vscode, jetbrains, terminal, ssh, sftp, used.* from total, used
        """;

    private const string Slots = """
        select slot, count(distinct user_id), array_agg(distinct template_id)
        from generate_series($1, $2 - interval '1 day', interval '1 day') slot
        left join used_half_hour on start_time >= slot and start_time < slot + interval '1 day' and ($3 is null or template_id = $3)
        group by slot order by slot
        """;

    private const string AppUsage = $"""
        with half_hour as (
          select user_id, start_time, slug, least(sum(opened.value::int), 30) as minutes
          from used_half_hour cross join jsonb_each_text(apps) opened join template_app using (template_id)
          where slug = opened.key and {InRange} group by user_id, start_time, slug),
        run as (
          select slug, minutes,
                 start_time - lag(start_time) over (partition by slug, user_id order by start_time) is distinct from interval '30 minutes' as begins
          from half_hour)
        select slug, sum(minutes) * 60, count(*) filter (where begins) from run group by slug order by slug
        """;

    /// <summary>Fills the table with some days.</summary>
    public async Task<long> FillAsync(CountedWorkdays workdays, IEnumerable<DateOnly> days, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, Table, cancellationToken);
        var rows = 0L;
        await using (var copy = await connection.BeginBinaryImportAsync("copy used_half_hour from stdin (format binary)", cancellationToken))
        {
            foreach (var bucket in days.SelectMany(workdays.Of))
            {
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(bucket.HalfHour.Start.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
                await copy.WriteAsync(bucket.Template, NpgsqlDbType.Uuid, cancellationToken);
                await copy.WriteAsync(bucket.User, NpgsqlDbType.Uuid, cancellationToken);
                await copy.WriteAsync((short)bucket.Minutes, NpgsqlDbType.Smallint, cancellationToken);
                foreach (var family in (AppFamily[])[AppFamily.VisualStudioCode, AppFamily.JetBrains, AppFamily.ReconnectingPty, AppFamily.Ssh, AppFamily.Sftp])
                {
                    await copy.WriteAsync((short)bucket.MinutesOf(family), NpgsqlDbType.Smallint, cancellationToken);
                }

                await copy.WriteAsync(JsonSerializer.Serialize(bucket.Apps), NpgsqlDbType.Jsonb, cancellationToken);
                await copy.WriteAsync(bucket.Median, NpgsqlDbType.Real, cancellationToken);
                rows++;
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await using (var copy = await connection.BeginBinaryImportAsync("copy template_app from stdin (format binary)", cancellationToken))
        {
            foreach (var (template, app) in workdays.Users.Keys.SelectMany(_ => CountedWorkdays.Apps, (template, app) => (template, app)))
            {
                await copy.WriteRowAsync(cancellationToken, template, app);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        foreach (var statement in Indexes.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await ExecuteAsync(connection, statement, cancellationToken);
        }

        return rows;
    }

    /// <summary>The figures of the three reports.</summary>
    public async Task<ReportFigures> ReportsAsync(DateTimeOffset start, DateTimeOffset end, Guid? template, CancellationToken cancellationToken)
    {
        var (seconds, latencies, slots, apps) = (new Dictionary<Guid, long>(), new Dictionary<Guid, (double, double)>(), new List<int>(), new List<(string, long, long)>());
        long[] totals = [];
        await ReadAsync(Activity, row => seconds.Add(row.GetGuid(0), row.GetFieldValue<long>(2)));
        await ReadAsync(Latency, row => latencies.Add(row.GetGuid(0), row.GetFieldValue<double[]>(2) is var both ? (both[0], both[1]) : default));
        await ReadAsync(Totals, row => totals = [.. Enumerable.Range(0, 6).Select(column => row.IsDBNull(column) ? 0 : row.GetFieldValue<long>(column))]);
        await ReadAsync(Slots, row => slots.Add((int)row.GetInt64(1)));
        await ReadAsync(AppUsage, row => apps.Add((row.GetString(0), row.GetFieldValue<long>(1), row.GetInt64(2))));
        return new ReportFigures(seconds, latencies, (int)totals[0], totals[1..], slots, apps);

        async Task ReadAsync(string query, Action<NpgsqlDataReader> take)
        {
            await using var command = database.CreateCommand(query);
            command.Parameters.Add(new() { Value = start.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
            command.Parameters.Add(new() { Value = end.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
            command.Parameters.Add(new() { Value = (object?)template ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                take(rows);
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
