namespace Insights.Functions.Benchmarks;

internal static class ReportsDriver
{
    public static Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken) => Task.CompletedTask;
}
