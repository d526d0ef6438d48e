using System.Text.Json;
using Insights.Coder.Following;

namespace Insights.Local.Hosting;

/// <summary>
/// Draws how far the reading of a Coder's history has got, as the service says it, on a terminal. In a log the source's own lines say it.
/// </summary>
internal static class HistoryWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Until history is read, or it is cancelled; a service that cannot say it now is asked again.</summary>
    public static async Task RunAsync(Uri address, string token, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (ProgressLine.OfConsole() is not { } line)
        {
            return;
        }

        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("Coder-Session-Token", token);
        using var timer = new PeriodicTimer(Interval, clock);
        var started = clock.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (await ReadAsync(client, cancellationToken) is not { } history)
                {
                    continue;
                }

                var progress = Of(history, clock.GetElapsedTime(started));
                if (progress.DaysDone > 0 || progress.DaysLeft == 0)
                {
                    line.Report(progress);
                }

                if (progress.DaysLeft == 0)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>The progress that an answer of <c>/admin/sources</c> tells; whole days.</summary>
    internal static HistoryProgress Of(JsonElement history, TimeSpan elapsed)
    {
        var (days, left) = (history.GetProperty("days").GetDouble(), history.GetProperty("days_left").GetDouble());
        return new HistoryProgress((int)Math.Floor(days - left), (int)Math.Ceiling(left), history.GetProperty("rows").GetInt64(), elapsed);
    }

    // Null while there is no source yet.
    private static async Task<JsonElement?> ReadAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/v2/admin/sources", UriKind.Relative), cancellationToken));
            var sources = answer.RootElement.GetProperty("sources");
            return sources.GetArrayLength() > 0 && sources[0].TryGetProperty("followed_since", out _) ? sources[0].GetProperty("history").Clone() : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
