using System.Globalization;
using System.Text.Json;

namespace Insights.Local.Demo;

/// <summary>Reports what goes on in the deployment, twice a minute.</summary>
internal sealed class LiveFeed(IngestClient ingest, DemoDeployment deployment, TimeProvider clock, TextWriter console)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    private DateTimeOffset _since = clock.GetUtcNow() - Period;

    /// <summary>Until cancelled, which is how it ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            do
            {
                await TryReportAsync(clock.GetUtcNow(), cancellationToken);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryReportAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await ReportAsync(new LiveUsage(deployment, _since, now), now, cancellationToken);
            _since = now;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await console.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"{now:HH:mm:ss} The live report failed, the next one follows: {e.Message}"));
        }
    }

    private async Task ReportAsync(LiveUsage usage, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await PostAsync(IngestRoute.Builds, usage.Builds, BuildJson.Write, cancellationToken);
        await PostAsync(IngestRoute.AgentStats, usage.Sessions, (json, session) => WriteNow(json, session, now), cancellationToken);
        var second = now.ToUnixTimeSeconds();
        await PostAsync(IngestRoute.AppStats, usage.Visits, (json, visit) => AppStatJson.Write(json, visit, second), cancellationToken);
    }

    private static void WriteNow(Utf8JsonWriter json, WorkSession session, DateTimeOffset now)
    {
        // Agents do not report in step.
        var phase = (long)(session.Workspace.Seed % (ulong)Period.TotalMilliseconds / 2);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds() - phase).UtcDateTime;
        AgentStatJson.Write(json, session, at, now.ToUnixTimeSeconds() / 60);
    }

    private async Task PostAsync<T>(
        IngestRoute route, T[] items, Action<Utf8JsonWriter, T> write, CancellationToken cancellationToken)
    {
        if (items.Length == 0)
        {
            return;
        }

        using var batch = new IngestBatch();
        batch.Open(route);
        foreach (var item in items)
        {
            write(batch.Next(), item);
        }

        await ingest.PostAsync(route.Path, batch.Close(), cancellationToken);
    }
}
