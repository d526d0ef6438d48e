namespace Insights.Functions.Benchmarks;

internal static class IngestDriver
{
    public static Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken) => Task.CompletedTask;
}
