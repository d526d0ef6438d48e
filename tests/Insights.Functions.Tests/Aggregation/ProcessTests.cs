using System.Diagnostics;
using System.Net.Http.Json;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Shared;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>The host and its worker as processes that die.</summary>
public sealed class ProcessTests(StorageEmulator emulator)
{
    [Fact]
    public async Task A_worker_that_is_killed_is_started_again_and_nothing_that_was_taken_is_lost()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        var cancellationToken = TestContext.Current.CancellationToken;
        using var service = await ServiceProcess.StartAsync(emulator.NewAccount(), cancellationToken);
        using var http = new HttpClient { BaseAddress = service.Address };
        http.DefaultRequestHeaders.Add("Coder-Session-Token", ServiceProcess.Token);
        await PostAsync(1);
        var first = service.WorkerId;
        using (var worker = Process.GetProcessById(first))
        {
            worker.Kill();
            await worker.WaitForExitAsync(cancellationToken);
        }

        await PostAsync(2);

        var now = DateTimeOffset.UtcNow;
        var report = $"/api/v2/insights/user-activity?start_time={now.Date:yyyy-MM-dd}T00:00:00Z&end_time={now.AddHours(1):yyyy-MM-ddTHH}:00:00Z";
        await InsightsApp.Eventually(async () =>
            await http.GetStringAsync(report, cancellationToken) is var text
            && text.Contains($"{Stats.User(1)}", StringComparison.Ordinal) && text.Contains($"{Stats.User(2)}", StringComparison.Ordinal));
        Assert.NotEqual(first, service.WorkerId);

        // A request that was under way when the worker died is a 500, and is sent again.
        async Task PostAsync(int user) => await InsightsApp.Eventually(async () =>
        {
            using var answer = await http.PostAsync(
                "/api/v2/ingest/agent-stats", JsonContent.Create(Stats.Of(DateTimeOffset.UtcNow, user)), cancellationToken);
            return answer.IsSuccessStatusCode;
        });
    }

    [Fact]
    public async Task A_host_that_is_killed_takes_its_worker_with_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        var service = await ServiceProcess.StartAsync(emulator.NewAccount(), TestContext.Current.CancellationToken);
        using var worker = Process.GetProcessById(service.WorkerId);

        service.Dispose();

        await worker.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.True(worker.HasExited);
    }
}
