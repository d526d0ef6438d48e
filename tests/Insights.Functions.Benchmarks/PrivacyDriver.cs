using System.Diagnostics;
using System.Globalization;
using Insights.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Benchmarks;

/// <summary>What each level of privacy costs, and what it does that people are kept for less long than usage: the three reports over HTTP of the same usage, in time, work of the processors and memory that is taken.</summary>
internal static class PrivacyDriver
{
    private const int Days = 30;
    private const int WarmUps = 30;
    private const int Repetitions = 41;

    public static async Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken)
    {
        // Of a range of which people are known, keeping them for less long costs nothing; what is counted costs what the level of counts does.
        foreach (var (name, level, personDays) in new[]
        {
            ("named", "named", 0), ("named, people kept for longer than the range", "named", Days + 10), ("named, people kept for a third of the range", "named", Days / 3),
            ("pseudonymous", "pseudonymous", 0), ("aggregated", "aggregated", 0),
        })
        {
            await using var service = await LocalService.StartAsync(
                cancellationToken,
                ("Insights:Privacy:Level", level),
                ("Insights:Privacy:KnownDays", "0"),
                ("Insights:Privacy:PersonDays", personDays.ToString(CultureInfo.InvariantCulture)),
                ("Insights:Privacy:Key", "a key of the benchmark, which is no secret"));
            var today = DateOnly.FromDateTime(service.Clock.Now.UtcDateTime);
            await ReportsDriver.LoadAsync(service, today, Days, cancellationToken);
            await MeasureAsync(table, service, $"{name}: three reports, {Days} days, nothing cached before the first", today, clears: true, cancellationToken);
            await MeasureAsync(table, service, $"{name}: three reports, {Days} days, cached", today, clears: false, cancellationToken);
        }
    }

    private static async Task MeasureAsync(
        BenchmarkTable table, LocalService service, string what, DateOnly today, bool clears, CancellationToken cancellationToken)
    {
        var range = $"start_time={today.AddDays(-Days - 1):O}T00:00:00Z&end_time={today.AddDays(-1):O}T00:00:00Z";
        string[] reports = [$"templates?{range}&interval=day", $"user-activity?{range}", $"user-latency?{range}"];
        var cache = service.Services.GetRequiredService<UsageCache>();
        var runs = new List<(double Elapsed, double Work, double Taken)>();
        for (var run = -WarmUps; run < Repetitions; run++)
        {
            if (clears)
            {
                cache.Clear();
            }

            var (begin, work, taken) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
            foreach (var report in reports)
            {
                await service.Http.GetByteArrayAsync(new Uri($"/api/v2/insights/{report}", UriKind.Relative), cancellationToken);
            }

            if (run >= 0)
            {
                runs.Add((
                    Stopwatch.GetElapsedTime(begin).TotalMilliseconds,
                    (Environment.CpuUsage.TotalTime - work).TotalMilliseconds,
                    (GC.GetTotalAllocatedBytes() - taken) / 1048576.0));
            }
        }

        table.Row(what, string.Create(
            CultureInfo.InvariantCulture,
            $"{Median(one => one.Elapsed):0.0} ms (best {runs.Min(one => one.Elapsed):0.0}), {Median(one => one.Work):0} ms of processors (mean {runs.Average(one => one.Work):0.0}), {Median(one => one.Taken):0.00} MiB taken"));

        double Median(Func<(double Elapsed, double Work, double Taken), double> of) => runs.Select(of).Order().ElementAt(runs.Count / 2);
    }
}
