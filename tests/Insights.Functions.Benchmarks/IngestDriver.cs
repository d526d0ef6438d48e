using System.Diagnostics;
using Insights.Functions.Storage;
using Insights.Functions.Tests.Shared;

namespace Insights.Functions.Benchmarks;

/// <summary>How many agent stats a second go through HTTP, the queue and the queue function until they are rows.</summary>
internal static class IngestDriver
{
    private const int Stats = 150_000;
    private const int Clients = 4;

    public static async Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken)
    {
        foreach (var (perRequest, budget) in new[] { (1000, ">= 20,000/s"), (10_000, ">= 50,000/s") })
        {
            await using var service = await LocalService.StartAsync(cancellationToken);
            var random = new Random(1);
            var now = service.Clock.Now;
            var bodies = Enumerable.Range(0, Stats / perRequest).Select(_ => StatBodies.Of(perRequest, now, random)).ToArray();
            await service.PostAsync("agent-stats", bodies[0], cancellationToken);
            await service.DrainAsync(StorageNames.UsageQueue, cancellationToken);
            var begin = Stopwatch.GetTimestamp();
            await Parallel.ForEachAsync(
                bodies,
                new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = cancellationToken },
                async (body, cancel) => await service.PostAsync("agent-stats", body, cancel));
            var answered = Stopwatch.GetElapsedTime(begin);
            await service.DrainAsync(StorageNames.UsageQueue, cancellationToken);
            var stored = Stopwatch.GetElapsedTime(begin);
            table.Row($"stats through HTTP to rows, {perRequest:N0} a request (answered: {Stats / answered.TotalSeconds:N0}/s)", $"{Stats / stored.TotalSeconds:N0}/s", budget);
        }
    }
}
