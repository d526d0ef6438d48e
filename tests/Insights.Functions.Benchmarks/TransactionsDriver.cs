namespace Insights.Functions.Benchmarks;

internal static class TransactionsDriver
{
    public static Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken) => Task.CompletedTask;
}
