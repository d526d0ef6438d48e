using Insights.Coder.Tests.Database;
using Insights.Coder.Tests.World;
using Insights.Local.Coder;
using Npgsql;
using Xunit;

namespace Insights.Coder.Tests;

/// <summary>The Coder that is made up adds up as Coder does, so that what a newcomer sees is what a Coder would show.</summary>
public sealed class DemoCoderTests(PostgresServer postgres)
{
    private const string Rows = """
        select s.start_time::text || s.template_id || s.user_id || ' ' || s.usage_mins || ' ' || coalesce(round(s.median_latency_ms::numeric, 2)::text, '') || ' ' || coalesce(s.app_usage_mins::text, '') || ' '
            || coalesce((select string_agg(a.app_name || '=' || a.usage_mins, ',' order by a.app_name) from template_usage_stats_session_apps a
                where a.start_time = s.start_time and a.template_id = s.template_id and a.user_id = s.user_id), '')
        from template_usage_stats s order by 1
        """;

    [Fact]
    public async Task Its_half_hours_are_those_that_follow_from_the_rows()
    {
        var world = await postgres.NewCoderAsync(Dialect.Names);
        var activity = new Activity(world, Dialect.Names, seed: 21);
        await activity.SetUpAsync(Times.Now.AddDays(-4));
        await activity.WorkAsync(Times.Now.AddDays(-3), Times.Now, bouts: 60);
        await using var database = NpgsqlDataSource.Create(world.Administrator + ";Search Path=coder");
        var rollup = new CoderRollup(database);

        // In two parts: what is added up again is as it would be at once.
        await rollup.RunAsync(TestContext.Current.CancellationToken);
        await activity.WorkAsync(Times.Now.AddMinutes(-30), Times.Now.AddMinutes(40), bouts: 15);
        await rollup.RunAsync(TestContext.Current.CancellationToken);
        var added = await world.QueryAsync(Rows, row => row.GetString(0));
        await world.ExecuteAsync("truncate template_usage_stats, template_usage_stats_session_apps");
        await world.RollUpAsync(Times.Now.AddHours(2));

        Assert.NotEmpty(added);
        Assert.Equal(await world.QueryAsync(Rows, row => row.GetString(0)), added);
    }
}
