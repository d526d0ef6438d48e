using System.Diagnostics;
using Insights.Functions.Storage;
using Insights.Functions.Tests.Shared;

namespace Insights.Functions.Benchmarks;

/// <summary>
/// A deployment's history comes in, in order of time and 1,000 stats a request, and somebody reads at once: while nothing is packed, when
/// all is, while it is on the list of what is not sealed, and when it is off it.
/// </summary>
internal static class BackfillDriver
{
    private const int Days = 90;
    private const int HoursADay = 10;
    private const int Templates = 20;
    private const int Users = 600;
    private const int Requests = 270;
    private const int PerRequest = 1000;
    private const int Clients = 4;

    public static async Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken)
    {
        await using var service = await LocalService.StartAsync(cancellationToken);
        var today = DateOnly.FromDateTime(service.Clock.Now.UtcDateTime);
        var bodies = Bodies(new DateTimeOffset(today.AddDays(-Days - 2), new TimeOnly(8, 0), TimeSpan.Zero)).ToArray();
        var begin = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            bodies,
            new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = cancellationToken },
            async (body, cancel) => await service.PostAsync("agent-stats", body, cancel));
        await service.DrainAsync(StorageNames.UsageQueue, cancellationToken);
        var taken = Stopwatch.GetElapsedTime(begin);
        table.Row($"{Requests * PerRequest:N0} stats of {Days} days, {Templates} templates, {Users} users", $"{taken.TotalSeconds:0} s");
        await ReadAsync(table, service, today, "just imported", cancellationToken);

        begin = Stopwatch.GetTimestamp();
        await service.DrainAsync(StorageNames.FoldQueue, cancellationToken);
        table.Row("until all that the import asked for is done", $"{Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s", "<= 60 s");
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

    private static IEnumerable<byte[]> Bodies(DateTimeOffset first)
    {
        var random = new Random(1);
        var span = TimeSpan.FromHours((double)Days * HoursADay / Requests);
        for (var request = 0; request < Requests; request++)
        {
            var hours = request * span.TotalHours;
            var at = first.AddDays((int)(hours / HoursADay)).AddHours(hours % HoursADay);
            yield return StatBodies.Of(PerRequest, at, random, Users, Templates, span);
        }
    }

    private static async Task ReadAsync(BenchmarkTable table, LocalService service, DateOnly today, string state, CancellationToken cancellationToken)
    {
        var rows = (await service.GetAsync("/api/v2/admin/storage", cancellationToken)).GetProperty("rows").EnumerateObject()
            .Select(kind => (kind.Name, Rows: kind.Value.GetProperty("rows").GetInt32(), Bytes: kind.Value.GetProperty("bytes").GetInt64()))
            .Where(kind => kind.Rows > 0)
            .Select(kind => $"{kind.Rows:N0} {kind.Name} ({kind.Bytes >> 10:N0} KiB)");
        table.Row($"{state}: {string.Join(", ", rows)}", "");
        foreach (var (days, aim) in new[] { (30, "<= 550 ms"), (90, "<= 1,250 ms") })
        {
            var (start, end) = (today.AddDays(-days), today);
            var range = $"start_time={start:O}T00:00:00Z&end_time={end:O}T00:00:00Z";
            var times = new List<double>();
            for (var call = 0; call < 4; call++)
            {
                var begin = Stopwatch.GetTimestamp();
                foreach (var report in (string[])[$"templates?{range}&interval=day", $"user-activity?{range}", $"user-latency?{range}"])
                {
                    await service.Http.GetByteArrayAsync(new Uri($"/api/v2/insights/{report}", UriKind.Relative), cancellationToken);
                }

                times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }

            table.Row($"  three reports, {days} days: first call, best of three more", $"{times[0]:N0} ms, {times.Skip(1).Min():N0} ms", aim);
        }
    }
}
