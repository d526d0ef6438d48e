using System.Text.Json;
using Insights.Functions.Tests.Reference;
using Npgsql;

namespace Insights.Coder.Tests.World;

/// <summary>Adds up usage as Coder does, with the sets of the reference evaluator: counts of minutes and the median of each half-hour.</summary>
internal static class Rollup
{
    private static readonly string[] Families = ["vscode", "jetbrains", "reconnecting_pty", "ssh", "sftp"];

    public static async Task RunAsync(CoderWorld world, bool byName, DateTime before)
    {
        var given = GivenReader.Read(await Truth.ReadAsync(world), before);
        await using var connection = await world.ConnectAsync();
        foreach (var bucket in ReferenceUsage.BucketsOf(given).Where(bucket => bucket.Start.UtcDateTime < before))
        {
            var apps = bucket.AppNames().ToDictionary(name => name, name => bucket.AppMinutes(name).Count);
            var sessions = (byName ? bucket.SessionAppNames() : Families).ToDictionary(
                name => name, name => byName ? bucket.SessionMinutes(name).Count : bucket.FamilyMinutes(name).Count);
            var columns = byName ? "" : string.Concat(Families.Select(family => $", {family}_mins"));
            var values = byName ? "" : string.Concat(Families.Select(family => $", {sessions[family]}"));
            await using var command = new NpgsqlCommand(
                $"""
                insert into template_usage_stats (start_time, end_time, template_id, user_id, median_latency_ms, usage_mins, app_usage_mins{columns})
                values ($1, $2, $3, $4, $5, $6, $7::text::jsonb{values}) on conflict (start_time, template_id, user_id) do nothing
                """,
                connection);
            command.Parameters.AddRange(new object?[]
            {
                bucket.Start.UtcDateTime, bucket.End.UtcDateTime, Guid.Parse(bucket.TemplateId), Guid.Parse(bucket.UserId), bucket.Median(), (short)bucket.UsageMinutes().Count,
                apps.Count == 0 ? null : JsonSerializer.Serialize(apps),
            }.Select(value => new NpgsqlParameter { Value = value ?? DBNull.Value }).ToArray());
            command.Parameters[6].NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text;
            command.Parameters[4].NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Real;
            await command.ExecuteNonQueryAsync();
            foreach (var (name, minutes) in byName ? sessions : [])
            {
                await using var app = new NpgsqlCommand("insert into template_usage_stats_session_apps values ($1, $2, $3, $4, $5) on conflict do nothing", connection);
                app.Parameters.AddRange(new object[] { bucket.Start.UtcDateTime, Guid.Parse(bucket.TemplateId), Guid.Parse(bucket.UserId), name, (short)minutes }
                    .Select(value => new NpgsqlParameter { Value = value }).ToArray());
                await app.ExecuteNonQueryAsync();
            }
        }
    }
}
