using System.Text.Json.Nodes;
using Insights.Coder.Database;
using Insights.Coder.Reading;
using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Insights.Local.Coder;
using NpgsqlTypes;
using Xunit;

namespace Insights.Coder.Tests;

/// <summary>What is read every minute is found by indexes that Coder has, and little more than that is read.</summary>
public sealed class PlanTests(PostgresServer postgres)
{
    private const int Rows = 200_000;

    [Theory]
    [InlineData(Dialect.Columns)]
    [InlineData(Dialect.Names)]
    public async Task A_poll_reads_reports_by_the_index_on_their_time_and_sessions_by_their_ids(Dialect dialect)
    {
        var world = await postgres.NewCoderAsync(dialect);
        await world.BeginAsync();
        await FillAsync(world, dialect);
        await using var database = world.Open();
        var since = Times.Now.AddMinutes(-10);

        var reports = await ExplainAsync(
            database, AgentStatReader.PageQuery(dialect == Dialect.Names), ("at", since, NpgsqlDbType.TimestampTz), ("id", Guid.Empty, NpgsqlDbType.Uuid));
        var sessions = await ExplainAsync(
            database, AppStatReader.NewQuery, ("after", Rows - 10_000L, NpgsqlDbType.Bigint), ("open", new[] { 5L, 50L }, NpgsqlDbType.Array | NpgsqlDbType.Bigint));
        var history = await ExplainAsync(
            database, UsageBucketReader.RangeQuery(dialect == Dialect.Columns), ("from", Times.Now.AddDays(-1), NpgsqlDbType.TimestampTz), ("to", Times.Now, NpgsqlDbType.TimestampTz));

        Assert.Contains(("workspace_agent_stats", "idx_agent_stats_created_at"), reports.Scans);
        Assert.Contains(("workspace_app_stats", "workspace_app_stats_pkey"), sessions.Scans);
        Assert.Contains(("template_usage_stats", "template_usage_stats_pkey"), history.Scans);
        Assert.DoesNotContain("Seq Scan", reports.Kinds);

        // 1,000 agents in 25 hours: a poll of ten minutes sees less than a hundredth of the rows.
        Assert.InRange(reports.RowsRead, 1, Rows / 100);
    }

    private static async Task FillAsync(CoderWorld world, Dialect dialect)
    {
        var (column, count) = dialect == Dialect.Names ? ("session_counts", "case when n % 4 = 0 then '{\"vscode\": 1}'::jsonb else '{}'::jsonb end") : ("session_count_vscode", "case when n % 4 = 0 then 1 else 0 end");
        await world.ExecuteAsync($"""
            insert into workspace_agent_stats (id, created_at, user_id, agent_id, workspace_id, template_id, {column})
                select gen_random_uuid(), $1::timestamptz - n * interval '450 ms', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), {count} from generate_series(1, {Rows}) as n
            """, Times.Now);
        await world.ExecuteAsync("insert into workspaces (id, owner_id, organization_id, template_id, name) select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'w' || n from generate_series(1, 1000) as n");
        await world.ExecuteAsync($"""
            insert into workspace_app_stats (user_id, workspace_id, agent_id, access_method, slug_or_port, session_id, session_started_at, session_ended_at, requests)
                select gen_random_uuid(), w.id, gen_random_uuid(), 'path', 'jupyter', gen_random_uuid(), $1, $1, 1 from generate_series(1, {Rows / 1000}) as n, workspaces w
            """, Times.Now);
        await world.ExecuteAsync($"""
            insert into template_usage_stats (start_time, end_time, template_id, user_id, usage_mins)
                select $1::timestamptz - n * interval '30 minutes', $1, gen_random_uuid(), gen_random_uuid(), 10 from generate_series(1, 4800) as n, generate_series(1, 20) as u
            """, Times.Now);
        await world.ExecuteAsync("analyze");
    }

    private static async Task<(List<(string Table, string Index)> Scans, List<string> Kinds, double RowsRead)> ExplainAsync(
        CoderDatabase database, string sql, params (string, object, NpgsqlDbType)[] parameters)
    {
        var plan = JsonNode.Parse((await database.QueryAsync("explain (analyze, format json) " + sql, row => row.GetString(0), TestContext.Current.CancellationToken, parameters))[0])![0]!["Plan"]!;
        var nodes = Nodes(plan).ToArray();
        var tables = nodes.ToDictionary(node => node, node => node["Relation Name"]?.GetValue<string>());
        var scans = nodes.Where(node => node["Index Name"] is not null)
            .Select(node => (node["Relation Name"]?.GetValue<string>() ?? TableOf(node, nodes), node["Index Name"]!.GetValue<string>()))
            .ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"cost {plan["Total Cost"]}, rows {plan["Actual Rows"]}, ms {plan["Actual Total Time"]}: {string.Join(" < ", nodes.Select(node => node["Node Type"]))}");
        return (
            scans,
            [.. nodes.Select(node => node["Node Type"]!.GetValue<string>())],
            nodes.Where(node => tables[node] is not null).Sum(node => node["Actual Rows"]!.GetValue<double>() + (node["Rows Removed by Filter"]?.GetValue<double>() ?? 0)));
    }

    // A bitmap is made of an index by a node below the one that names the table.
    private static string TableOf(JsonNode node, IEnumerable<JsonNode> nodes) =>
        nodes.First(other => other["Relation Name"] is not null && Nodes(other).Contains(node))["Relation Name"]!.GetValue<string>();

    private static IEnumerable<JsonNode> Nodes(JsonNode plan) => (plan["Plans"]?.AsArray() ?? []).SelectMany(child => Nodes(child!)).Prepend(plan);
}
