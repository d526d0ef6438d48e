using Insights.Functions.Storage;
using Insights.Functions.Tests.Shared;

namespace Insights.Functions.Benchmarks;

/// <summary>How many storage transactions 1,000 agent stats cost, everything included until their day is sealed.</summary>
internal static class TransactionsDriver
{
    private const int Agents = 64;

    public static async Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken)
    {
        await MeasureAsync(table, "transactions per 1,000 stats, 1,000 a request, a request each 5 minutes for 8 hours", "<= 19", BatchesAsync, cancellationToken);
        await MeasureAsync(table, "transactions per 1,000 stats, 1,000 a request, one request after the other", "<= 13", SequenceAsync, cancellationToken);
        await MeasureAsync(table, $"transactions per 1,000 stats, 1 a request, {Agents} agents at once, 20,000 stats", "<= 150", SinglesAsync, cancellationToken);
    }

    private static async Task MeasureAsync(
        BenchmarkTable table,
        string what,
        string budget,
        Func<LocalService, DateTimeOffset, CancellationToken, Task<int>> run,
        CancellationToken cancellationToken)
    {
        await using var service = await LocalService.StartAsync(cancellationToken);
        using var calls = new StorageCalls(LocalService.Account);
        var morning = new DateTimeOffset(service.Clock.Now.UtcDateTime.Date.AddDays(-3).AddHours(8), TimeSpan.Zero);
        service.Clock.Now = morning;
        var stats = await run(service, morning, cancellationToken);

        // The rest of the day and the next morning, as the timer sees them.
        for (var hour = 0; hour < 30; hour++)
        {
            service.Clock.Now += TimeSpan.FromHours(1);
            await service.FoldAsync(cancellationToken);
        }

        var report = await service.GetAsync("/api/v2/admin/storage", cancellationToken);
        var rows = report.GetProperty("rows");
        if (rows.GetProperty("sealed").GetProperty("rows").GetInt32() != 10 || rows.GetProperty("delta").GetProperty("rows").GetInt32() != 0)
        {
            throw new InvalidOperationException($"Not everything was sealed: {report}");
        }

        var total = calls.Total;
        table.Row(what, $"{total * 1000.0 / stats:0.0}", budget);
        table.Row($"  {string.Join(", ", calls.ByKind.OrderBy(call => call.Key).Select(call => $"{call.Value:N0} {call.Key}"))}", $"{stats:N0} stats");
    }

    private static async Task<int> BatchesAsync(LocalService service, DateTimeOffset morning, CancellationToken cancellationToken)
    {
        var random = new Random(1);
        const int Requests = 8 * 60 / 5;
        for (var request = 0; request < Requests; request++)
        {
            service.Clock.Now = morning.AddMinutes(5 * request);
            await service.PostAsync("agent-stats", StatBodies.Of(1000, service.Clock.Now, random), cancellationToken);
            await service.DrainAsync(StorageNames.UsageQueue, cancellationToken);
            if (request % 2 == 0)
            {
                await service.FoldAsync(cancellationToken);
            }
        }

        return Requests * 1000;
    }

    // As somebody does who counts: the stats of a working day, when it is over, as fast as they are taken.
    private static async Task<int> SequenceAsync(LocalService service, DateTimeOffset morning, CancellationToken cancellationToken)
    {
        var random = new Random(1);
        const int Requests = 8 * 60 / 5;
        service.Clock.Now = morning.AddHours(8);
        for (var request = 0; request < Requests; request++)
        {
            await service.PostAsync("agent-stats", StatBodies.Of(1000, morning.AddMinutes(5 * request), random), cancellationToken);
        }

        await service.DrainAsync(StorageNames.UsageQueue, cancellationToken);
        await service.DrainAsync(StorageNames.FoldQueue, cancellationToken);
        return Requests * 1000;
    }

    private static async Task<int> SinglesAsync(LocalService service, DateTimeOffset morning, CancellationToken cancellationToken)
    {
        const int Stats = 20_000;
        var random = new Random(1);
        var bodies = Enumerable.Range(0, Stats).Select(_ => StatBodies.Of(1, morning, random)).ToArray();
        await Parallel.ForEachAsync(
            bodies,
            new ParallelOptions { MaxDegreeOfParallelism = Agents, CancellationToken = cancellationToken },
            async (body, cancel) => await service.PostAsync("agent-stats", body, cancel));
        await service.DrainAsync(StorageNames.UsageQueue, cancellationToken);
        await service.DrainAsync(StorageNames.FoldQueue, cancellationToken);
        return Stats;
    }
}
