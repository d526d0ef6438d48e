using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Shared;
using Xunit;

namespace Insights.Functions.Tests.Memory;

/// <summary>What callers send and ask for takes an instance no further than it may go.</summary>
public sealed class MemoryTests(StorageEmulator emulator)
{
    private const int Days = 30;
    private const long Gibibyte = 1024 * 1024 * 1024;

    [Fact]
    public async Task Large_bodies_long_sessions_reports_and_exports_at_once_leave_the_worker_below_a_gibibyte()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        var cancellationToken = TestContext.Current.CancellationToken;
        var storage = emulator.NewAccount();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await HeavyHistory.StoreAsync(storage, today, Days, templates: 20, users: 200, cancellationToken);

        // What would need more than this ends the worker.
        var limit = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x60000000" };
        using var service = await ServiceProcess.StartAsync(storage, cancellationToken, environment: limit);
        var worker = service.WorkerId;
        using var http = new HttpClient { BaseAddress = service.Address };
        http.DefaultRequestHeaders.Add("Coder-Session-Token", ServiceProcess.Token);
        var callers = new HeavyCallers(http, today, Days);
        await callers.RunAsync(TimeSpan.FromSeconds(5), cancellationToken);

        TestContext.Current.SendDiagnosticMessage($"{service.WorkerPeak / 1024 / 1024} MiB; {string.Join(", ", callers.Answers.OrderBy(answer => answer.Key))}");
        Assert.Equal(worker, service.WorkerId);
        Assert.InRange(service.WorkerPeak, 1, Gibibyte);
        Assert.All(callers.Answers.Keys.Where(answer => answer != "not received"), answer => Assert.Contains(answer.Split(' ')[1], (string[])["200", "202", "413", "429", "503"]));
        Assert.All((string[])["agent-stats 202", "app-stats 202", "report 200", "export 200"], answer => Assert.Contains(answer, callers.Answers.Keys));
    }
}
