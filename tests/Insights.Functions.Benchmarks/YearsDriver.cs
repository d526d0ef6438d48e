using System.Diagnostics;
using Insights.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Benchmarks;

/// <summary>Two years of a thousand users, and a quarter of ten thousand: each report by itself, with nothing in memory and with all that fits.</summary>
internal static class YearsDriver
{
    private const int Repetitions = 3;

    public static async Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken)
    {
        await MeasureAsync(table, SealedHistory.Of(days: 730, templates: 10, users: 1000, new Random(1)), withWeekends: true, "<= 2,000 ms", "<= 500 ms", cancellationToken);
        await MeasureAsync(table, SealedHistory.Of(days: 90, templates: 50, users: 10_000, new Random(2)), withWeekends: false, "<= 3,000 ms", "", cancellationToken);
    }

    private static async Task MeasureAsync(
        BenchmarkTable table, SealedHistory history, bool withWeekends, string uncached, string cached, CancellationToken cancellationToken)
    {
        await using var service = await LocalService.StartAsync(cancellationToken, ("Insights:Usage:RetentionDays", "800"));
        var begin = Stopwatch.GetTimestamp();
        var buckets = await history.StoreAsync(service, withWeekends, cancellationToken);
        var users = history.Users.Values.SelectMany(all => all).Distinct().Count();
        table.Row(
            $"{history.Days} days, {history.Users.Count} templates, {users:N0} users, sealed",
            $"{buckets:N0} buckets, {Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s");
        var today = DateOnly.FromDateTime(service.Clock.Now.UtcDateTime);
        var range = $"start_time={today.AddDays(-history.Days):O}T00:00:00Z&end_time={today:O}T00:00:00Z";
        var days = history.Days - (history.Days % 7);
        var weeks = $"start_time={today.AddDays(-days):O}T00:00:00Z&end_time={today:O}T00:00:00Z&interval=week";
        var cache = service.Services.GetRequiredService<UsageCache>();
        using var process = Process.GetCurrentProcess();
        foreach (var (name, report) in new[]
        {
            ("templates by week", $"templates?{weeks}"), ("activity", $"user-activity?{range}"), ("latency", $"user-latency?{range}"), ("first screen, all three in one", $"dashboard?{weeks}"),
        })
        {
            cache.Clear();
            var first = await TimeAsync(service, report, cancellationToken);
            var (later, again) = (new List<double>(), new List<double>());
            for (var i = 0; i < Repetitions; i++)
            {
                cache.Clear();
                later.Add(await TimeAsync(service, report, cancellationToken));
                again.Add(await TimeAsync(service, report, cancellationToken));
            }

            process.Refresh();
            var before = process.TotalProcessorTime;
            await TimeAsync(service, report, cancellationToken);
            process.Refresh();
            table.Row($"  {name}, nothing cached (the very first call: {first:N0} ms)", $"{later.Min():N0} ms", uncached);
            table.Row($"  {name}, {cache.Megabytes:N0} MiB cached", $"{again.Min():N0} ms ({(process.TotalProcessorTime - before).TotalMilliseconds:N0} ms of CPU)", cached);
        }

        foreach (var (name, report) in new[]
        {
            ("concurrency", $"concurrency?{range}"), ("trends by month", $"trends?{range}&interval=month"), ("connection", $"connection?{range}"),
            ("adoption", $"adoption?{range}"), ("utilization", $"utilization?{range}"),
        })
        {
            cache.Clear();
            await TimeAsync(service, report, cancellationToken);
            cache.Clear();
            var first = await TimeAsync(service, report, cancellationToken);
            var later = await TimeAsync(service, report, cancellationToken);
            table.Row($"  {name}, nothing cached, and cached", $"{first:N0} ms, {later:N0} ms");
        }
    }

    private static async Task<double> TimeAsync(LocalService service, string report, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        await service.Http.GetByteArrayAsync(new Uri($"/api/v2/insights/{report}", UriKind.Relative), cancellationToken);
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}
