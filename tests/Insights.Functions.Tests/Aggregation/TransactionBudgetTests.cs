using Insights.Functions.Aggregation;
using Insights.Functions.Ingest;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>What 1,000 agent stats of 10 templates cost in storage transactions, everything included until their day is sealed.</summary>
public sealed class TransactionBudgetTests(StorageEmulator emulator)
{
    private static readonly DateTimeOffset Morning = new(2026, 10, 5, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Posted_1000_at_a_time_each_5_minutes_they_cost_at_most_19()
    {
        const int Requests = 96;
        var random = new Random(1);
        var cost = await CostAsync(Requests * 1000, async app =>
        {
            for (var request = 0; request < Requests; request++)
            {
                app.Clock.Set(Morning.AddMinutes(5 * request));
                await PostAsync(app, StatBodies.Of(1000, Morning.AddMinutes(5 * request), random));
                await app.DrainAsync();
                if (request % 2 == 0)
                {
                    await Maintenance.FoldAsync(app);
                }
            }
        });
        Assert.InRange(cost, 1, 19);
    }

    [Fact]
    public async Task Posted_1000_at_a_time_one_request_after_the_other_they_cost_at_most_13()
    {
        const int Requests = 96;
        var random = new Random(1);
        var cost = await CostAsync(Requests * 1000, async app =>
        {
            app.Clock.Set(Morning.AddHours(8));
            for (var request = 0; request < Requests; request++)
            {
                await PostAsync(app, StatBodies.Of(1000, Morning.AddMinutes(5 * request), random));
            }

            await app.DrainAsync();
            await Maintenance.DrainAsync(app, StorageNames.FoldQueue);
        }, services => services.PostConfigure<AggregationOptions>(options => options.AppendWait = TimeSpan.FromSeconds(1)));
        Assert.InRange(cost, 1, 13);
    }

    [Fact]
    public async Task Posted_one_at_a_time_by_64_agents_at_once_they_cost_at_most_120()
    {
        const int Agents = 64;
        const int Stats = 156 * Agents;
        var random = new Random(1);
        var bodies = Enumerable.Range(0, Stats).Select(_ => StatBodies.Of(1, Morning, random)).ToArray();
        var cost = await CostAsync(Stats, async app =>
        {
            await Parallel.ForEachAsync(
                bodies,
                new ParallelOptions { MaxDegreeOfParallelism = Agents, CancellationToken = TestContext.Current.CancellationToken },
                async (body, _) => await PostAsync(app, body));
            await app.DrainAsync();
            await Maintenance.DrainAsync(app, StorageNames.FoldQueue);
        }, services => services
            .PostConfigure<IngestOptions>(options => options.GroupCommitEvents = Agents)
            .PostConfigure<AggregationOptions>(options => options.AppendWait = TimeSpan.FromSeconds(1))
            .AddSingleton(app => ActivatorUtilities.CreateInstance<UsageOutbox>(app, new StandingClock())));
        Assert.InRange(cost, 1, 120);
    }

    private static async Task PostAsync(InsightsApp app, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var response = await app.SendAsync(HttpMethod.Post, "/api/v2/ingest/agent-stats", content);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);
    }

    private async Task<double> CostAsync(int stats, Func<InsightsApp, Task> run, Action<IServiceCollection>? configure = null)
    {
        await using var app = await InsightsApp.StartAsync(emulator, Morning, configure: configure);
        using var calls = new StorageCalls(app.Account);
        await run(app);
        for (var hour = 0; hour < 30; hour++)
        {
            app.Clock.Set(app.Clock.GetUtcNow().AddHours(1));
            await Maintenance.FoldAsync(app);
        }

        var report = await app.GetAsync("/api/v2/admin/storage");
        Assert.Equal((0, 10), ((int)report["rows"]!["delta"]!["rows"]!, (int)report["rows"]!["sealed"]!["rows"]!));
        TestContext.Current.SendDiagnosticMessage(string.Join(", ", calls.ByKind.Select(call => $"{call.Value} {call.Key}")));
        return calls.Total * 1000.0 / stats;
    }

    // No wait ends: a group goes when all agents have joined it, however busy the machine is, and the cost is the same everywhere.
    private sealed class StandingClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new StandingTimer();

        private sealed class StandingTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
