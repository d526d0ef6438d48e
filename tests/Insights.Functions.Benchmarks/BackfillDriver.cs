using System.Diagnostics;
using Insights.Functions.Storage;
using Insights.Functions.Tests.Shared;

namespace Insights.Functions.Benchmarks;

/// <summary>
/// A deployment's history comes in, in order of time and 1,000 stats a request, and somebody reads all the while: while it comes, when nothing
/// is packed, when all is, while it is on the list of what is not sealed, and when it is off it.
/// </summary>
internal static class BackfillDriver
{
    private const int HoursADay = 10;
    private const int PerRequest = 1000;
    private const int Clients = 4;

    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken)
    {
        await RunAsync(table, new History(Days: 90, Templates: 20, Users: 600, Requests: 270), cancellationToken);
        await RunAsync(table, new History(Days: 90, Templates: 40, Users: 1500, Requests: 768), cancellationToken);
    }

    private static async Task RunAsync(BenchmarkTable table, History history, CancellationToken cancellationToken)
    {
        await using var service = await LocalService.StartAsync(cancellationToken);
        var today = DateOnly.FromDateTime(service.Clock.Now.UtcDateTime);
        var bodies = Bodies(history, new DateTimeOffset(today.AddDays(-history.Days - 2), new TimeOnly(8, 0), TimeSpan.Zero)).ToArray();
        using var read = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var readers = WorstAsync(service, history.Days, today, read.Token);
        var begin = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            bodies,
            new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = cancellationToken },
            async (body, cancel) => await service.PostAsync("agent-stats", body, cancel));
        var answered = Stopwatch.GetElapsedTime(begin);
        await service.DrainAsync(StorageNames.UsageQueue, cancellationToken);
        table.Row(
            $"{history.Requests * PerRequest:N0} stats of {history.Days} days, {history.Templates} templates, {history.Users} users (answered after {answered.TotalSeconds:0} s)",
            $"{Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s");
        await ReadAsync(table, service, today, "just imported", cancellationToken);

        begin = Stopwatch.GetTimestamp();
        await service.DrainAsync(StorageNames.FoldQueue, cancellationToken);
        table.Row("until all that the import asked for is done", $"{Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s", "<= 60 s");
        await read.CancelAsync();
        table.Row($"  the slowest of any report, {history.Days} days, until then", $"{await readers:N0} ms", "<= 3,000 ms");
        await ReadAsync(table, service, today, "a minute later", cancellationToken);

        begin = Stopwatch.GetTimestamp();
        await service.FoldAsync(cancellationToken);
        table.Row("one run of the timer", $"{Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s");
        await ReadAsync(table, service, today, "ten minutes later", cancellationToken);

        service.Clock.Now += TimeSpan.FromMinutes(76);
        begin = Stopwatch.GetTimestamp();
        await service.FoldAsync(cancellationToken);
        table.Row("the run that seals", $"{Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s");
        await ReadAsync(table, service, today, "quiet", cancellationToken);
    }

    private static IEnumerable<byte[]> Bodies(History history, DateTimeOffset first)
    {
        var random = new Random(1);
        var span = TimeSpan.FromHours((double)history.Days * HoursADay / history.Requests);
        for (var request = 0; request < history.Requests; request++)
        {
            var hours = request * span.TotalHours;
            var at = first.AddDays((int)(hours / HoursADay)).AddHours(hours % HoursADay);
            yield return StatBodies.Of(PerRequest, at, random, history.Users, history.Templates, span);
        }
    }

    private static string[] ReportsOf(int days, DateOnly today)
    {
        var range = $"start_time={today.AddDays(-days):O}T00:00:00Z&end_time={today:O}T00:00:00Z";
        return [$"templates?{range}&interval=day", $"user-activity?{range}", $"user-latency?{range}"];
    }

    // Milliseconds of the slowest of all reports that one reader asks for, one after the other.
    private static async Task<double> WorstAsync(LocalService service, int days, DateOnly today, CancellationToken cancellationToken)
    {
        var worst = 0.0;
        try
        {
            while (true)
            {
                foreach (var report in ReportsOf(days, today))
                {
                    var begin = Stopwatch.GetTimestamp();
                    await service.Http.GetByteArrayAsync(new Uri($"/api/v2/insights/{report}", UriKind.Relative), cancellationToken);
                    worst = Math.Max(worst, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                }

                await Task.Delay(BetweenReports, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            return worst;
        }
    }

    private static async Task ReadAsync(BenchmarkTable table, LocalService service, DateOnly today, string state, CancellationToken cancellationToken)
    {
        var rows = (await service.GetAsync("/api/v2/admin/storage", cancellationToken)).GetProperty("rows").EnumerateObject()
            .Select(kind => (kind.Name, Rows: kind.Value.GetProperty("rows").GetInt32(), Bytes: kind.Value.GetProperty("bytes").GetInt64()))
            .Where(kind => kind.Rows > 0)
            .Select(kind => $"{kind.Rows:N0} {kind.Name} ({kind.Bytes >> 10:N0} KiB)");
        table.Row($"{state}: {string.Join(", ", rows)}", "");
        using var process = Process.GetCurrentProcess();
        foreach (var (days, aim) in new[] { (30, "<= 550 ms"), (90, "<= 1,250 ms") })
        {
            var times = new List<(double Time, double Processor)>();
            for (var call = 0; call < 4; call++)
            {
                process.Refresh();
                var (begin, processor) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
                foreach (var report in ReportsOf(days, today))
                {
                    await service.Http.GetByteArrayAsync(new Uri($"/api/v2/insights/{report}", UriKind.Relative), cancellationToken);
                }

                process.Refresh();
                times.Add((Stopwatch.GetElapsedTime(begin).TotalMilliseconds, (process.TotalProcessorTime - processor).TotalMilliseconds));
            }

            var best = times.Skip(1).Min();
            table.Row(
                $"  three reports, {days} days: first call, best of three more (processor time {times[0].Processor:N0} ms, {best.Processor:N0} ms)", $"{times[0].Time:N0} ms, {best.Time:N0} ms", aim);
        }
    }

    /// <summary>What comes in.</summary>
    /// <param name="Days">Over how many days.</param>
    /// <param name="Templates">Of how many templates.</param>
    /// <param name="Users">Of how many users.</param>
    /// <param name="Requests">In how many requests.</param>
    private readonly record struct History(int Days, int Templates, int Users, int Requests);
}
