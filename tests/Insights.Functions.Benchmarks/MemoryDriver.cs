using Insights.Functions.Tests.Shared;
using Insights.Local.Azurite;

namespace Insights.Functions.Benchmarks;

/// <summary>
/// The worker as a process of its own, and for two minutes callers that send and ask for as much as they may, all at once: how much memory it
/// has had at most.
/// </summary>
internal static class MemoryDriver
{
    private const int Days = 365;
    private const int Templates = 100;
    private const int Users = 100;

    private static readonly TimeSpan Time = TimeSpan.FromMinutes(2);

    public static async Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken)
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { Accounts = [LocalService.Account], Log = Console.Error }, cancellationToken);
        var storage = azurite.ConnectionString(LocalService.Account);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await HeavyHistory.StoreAsync(storage, today, Days, Templates, Users, cancellationToken);
        using var service = await ServiceProcess.StartAsync(
            storage, cancellationToken, environment: new Dictionary<string, string> { ["Insights__Usage__RetentionDays"] = $"{Days + 1}" });
        using var http = new HttpClient { BaseAddress = service.Address, Timeout = Time };
        http.DefaultRequestHeaders.Add("Coder-Session-Token", ServiceProcess.Token);
        var callers = new HeavyCallers(http, today, Days);
        await callers.RunAsync(Time, cancellationToken);
        table.Row(
            $"peak memory of the worker: large bodies, long sessions, reports and exports of {Days} days and {Templates} templates, at once for {Time.TotalMinutes} minutes",
            $"{service.WorkerPeak / (1024 * 1024)} MiB",
            "<= 1,024 MiB");
        table.Row($"  {string.Join(", ", callers.Answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Value:N0} x {answer.Key}"))}", "");
    }
}
