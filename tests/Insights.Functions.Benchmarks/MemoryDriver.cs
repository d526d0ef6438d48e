using System.Diagnostics;
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
    private const int Users = 20;

    private static readonly TimeSpan Time = TimeSpan.FromMinutes(2);

    /// <summary>How much longer callers may go on until of each kind something was answered.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken)
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { Accounts = [LocalService.Account], Log = Console.Error }, cancellationToken);
        var storage = azurite.ConnectionString(LocalService.Account);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var begin = Stopwatch.GetTimestamp();
        await HeavyHistory.StoreAsync(storage, today, Days, Templates, Users, cancellationToken);
        table.Row($"{Days} days of {Templates} templates with {Users} users each, sealed", $"{Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s to store");
        using var service = await ServiceProcess.StartAsync(
            storage, cancellationToken, environment: new Dictionary<string, string> { ["Insights__Usage__RetentionDays"] = $"{Days + 1}" });
        using var http = new HttpClient { BaseAddress = service.Address, Timeout = Time + Patience };
        http.DefaultRequestHeaders.Add("Coder-Session-Token", ServiceProcess.Token);
        var callers = new HeavyCallers(http, today, Days);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Time + Patience);
        try
        {
            await callers.RunAsync(Time, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            table.Row($"  not everything was answered {Patience.TotalMinutes} minutes later: see below", "");
        }

        table.Row(
            $"peak memory of the worker: large bodies, long sessions, reports and exports of {Days} days and {Templates} templates, at once for {Time.TotalMinutes} minutes",
            $"{service.WorkerPeak / (1024 * 1024)} MiB",
            "<= 1,024 MiB");
        table.Row($"  {string.Join(", ", callers.Answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Value:N0} x {answer.Key}"))}", "");
    }
}
