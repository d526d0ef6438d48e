using Insights.Functions.Storage;
using Insights.Functions.Tests.Shared;

namespace Insights.Functions.Benchmarks;

/// <summary>
/// What a month costs for 100, 1,000 and 10,000 agents that report every 30 seconds on working days of eight hours: storage transactions
/// and executions as they are counted here, and the time that instances are active, computed from them.
/// </summary>
internal static class CostsDriver
{
    private const int StatsPerAgentAndDay = MonthlyCosts.WorkingSeconds / 30;
    private const int LargestRequest = 10_000;

    private static readonly TimeSpan Sample = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken)
    {
        table.Row($"a month of {MonthlyCosts.WorkingDays} working days of 8 hours; 10 templates; list prices of {Prices.Date}", "transactions", "executions, GB-s, USD");
        foreach (var agents in new[] { 100, 1000, 10_000 })
        {
            Print(table, $"{agents:N0} agents, a collector that posts for them every 5 minutes", await CollectedAsync(agents, cancellationToken));
            Print(table, $"{agents:N0} agents, each posting by itself", await SinglyAsync(agents, cancellationToken));
        }

        await FollowedCoder.RunAsync(table, cancellationToken);
    }

    internal static void Print(BenchmarkTable table, string what, MonthlyCosts costs) => table.Row(
        what, $"{costs.TableTransactions / 1e6:0.00} M tables, {costs.QueueTransactions / 1e6:0.00} M queues", $"{costs.Executions / 1e6:0.00} M, {costs.GigabyteSeconds:N0}, {costs.Dollars:0.00}");

    // A whole working day, and the night after it.
    private static Task<MonthlyCosts> CollectedAsync(int agents, CancellationToken cancellationToken) => MeasureAsync(
        async (service, morning) =>
        {
            const int Posts = MonthlyCosts.WorkingSeconds / 300;
            var random = new Random(1);
            for (var post = 0; post < Posts; post++)
            {
                service.Clock.Now = morning.AddMinutes(5 * post);
                for (var left = agents * StatsPerAgentAndDay / Posts; left > 0; left -= LargestRequest)
                {
                    await service.PostAsync(
                        "agent-stats", StatBodies.Of(Math.Min(left, LargestRequest), service.Clock.Now, random, agents), cancellationToken);
                }

                await service.DrainAsync(StorageNames.UsageQueue, cancellationToken);
                if (post % 2 == 0)
                {
                    await service.FoldAsync(cancellationToken);
                }
            }

            return 1;
        },
        cancellationToken);

    // Half a minute at the true rate, since how many share a message depends on it.
    private static Task<MonthlyCosts> SinglyAsync(int agents, CancellationToken cancellationToken) => MeasureAsync(
        async (service, morning) =>
        {
            var random = new Random(1);
            var bodies = Enumerable.Range(0, agents).Select(_ => (At: Sample * random.NextDouble(), Body: StatBodies.Of(1, morning, random, agents))).ToArray();
            await Task.WhenAll(bodies.Select(async stat =>
            {
                await Task.Delay(stat.At, cancellationToken);
                await service.PostAsync("agent-stats", stat.Body, cancellationToken);
            }));
            await service.DrainAsync(StorageNames.UsageQueue, cancellationToken);
            await service.DrainAsync(StorageNames.FoldQueue, cancellationToken);
            return StatsPerAgentAndDay;
        },
        cancellationToken);

    // The scale that a day returns says how often what was counted happens on a working day; the night happens once.
    private static async Task<MonthlyCosts> MeasureAsync(Func<LocalService, DateTimeOffset, Task<int>> dayAsync, CancellationToken cancellationToken)
    {
        await using var service = await LocalService.StartAsync(cancellationToken);
        var morning = new DateTimeOffset(service.Clock.Now.UtcDateTime.Date.AddDays(-3).AddHours(8), TimeSpan.Zero);
        service.Clock.Now = morning;
        var scale = 0;
        var day = await CountAsync(async () => scale = await dayAsync(service, morning));
        var night = await CountAsync(async () =>
        {
            for (var hour = 0; hour < 30; hour++)
            {
                service.Clock.Now += TimeSpan.FromHours(1);
                await service.FoldAsync(cancellationToken);
            }
        });
        return Monthly(day, scale) + Monthly(night, 1) + MonthlyCosts.Timers;
    }

    internal static async Task<(int Tables, int Queues, IReadOnlyDictionary<string, (int Count, TimeSpan Duration)> Functions)> CountAsync(Func<Task> run)
    {
        using var calls = new StorageCalls(LocalService.Account);
        using var invocations = new Invocations();
        await run();
        var tables = calls.ByKind.Where(call => call.Key.StartsWith("table", StringComparison.Ordinal)).Sum(call => call.Value);
        return (tables, calls.Total - tables, invocations.ByFunction);
    }

    internal static MonthlyCosts Monthly((int Tables, int Queues, IReadOnlyDictionary<string, (int Count, TimeSpan Duration)> Functions) counted, int scale)
    {
        // Each function of a queue has instances of its own; those of HTTP share theirs, and of them only one runs here.
        var active = counted.Functions.Values.Sum(function => MonthlyCosts.ActiveSecondsOf((double)function.Count * scale, function.Duration / function.Count));
        return new(
            (double)counted.Tables * scale * MonthlyCosts.WorkingDays,
            (double)counted.Queues * scale * MonthlyCosts.WorkingDays,
            (double)counted.Functions.Values.Sum(function => function.Count) * scale * MonthlyCosts.WorkingDays,
            active * MonthlyCosts.WorkingDays);
    }
}
