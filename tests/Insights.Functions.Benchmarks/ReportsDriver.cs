using System.Diagnostics;
using Insights.Functions.Aggregation;
using Insights.Functions.Catalog;
using Insights.Functions.Storage;
using Insights.Functions.Tests.Shared;
using Insights.Functions.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Benchmarks;

/// <summary>The three reports over HTTP, from sealed days on a local Azurite: with nothing in memory, and with all of it.</summary>
internal static class ReportsDriver
{
    private const int Templates = 10;
    private const int UsersPerTemplate = 100;
    private const int Days = 90;
    private const int WarmUps = 10;
    private const int Repetitions = 9;

    public static async Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken)
    {
        await using var service = await LocalService.StartAsync(cancellationToken);
        var today = DateOnly.FromDateTime(service.Clock.Now.UtcDateTime);
        var (buckets, elapsed) = await LoadAsync(service, today, Days, cancellationToken);
        table.Row($"loaded and sealed: {Days} days, {Templates} templates, {Templates * UsersPerTemplate} users", $"{buckets:N0} buckets, {elapsed.TotalSeconds:0} s");
        foreach (var (days, cold, warm) in new[] { (30, "<= 600 ms", "<= 60 ms"), (90, "<= 2,000 ms", "<= 200 ms") })
        {
            var range = $"start_time={today.AddDays(-days - 1):O}T00:00:00Z&end_time={today.AddDays(-1):O}T00:00:00Z";
            string[] three = [$"templates?{range}&interval=day", $"user-activity?{range}", $"user-latency?{range}"];
            string[] screen = [$"dashboard?{range}&interval=day"];
            await MeasureAsync(table, service, $"three reports, {days} days, nothing cached before each", three, Clearing.Each, cold, cancellationToken);
            await MeasureAsync(table, service, $"three reports, {days} days, nothing cached before the first", three, Clearing.Once, cold, cancellationToken);
            await MeasureAsync(table, service, $"three reports, {days} days, cached", three, Clearing.Never, warm, cancellationToken);
            await MeasureAsync(table, service, $"first screen in one request, {days} days, nothing cached", screen, Clearing.Once, cold, cancellationToken);
            await MeasureAsync(table, service, $"first screen in one request, {days} days, cached", screen, Clearing.Never, warm, cancellationToken);
        }
    }

    private enum Clearing
    {
        Never,
        Once,
        Each,
    }

    private static async Task MeasureAsync(
        BenchmarkTable table, LocalService service, string what, string[] reports, Clearing clearing, string budget, CancellationToken cancellationToken)
    {
        var cache = service.Services.GetRequiredService<UsageCache>();
        var times = new List<double>();
        for (var i = -WarmUps; i < Repetitions; i++)
        {
            var total = TimeSpan.Zero;
            foreach (var (index, report) in reports.Index())
            {
                if (clearing == Clearing.Each || (clearing == Clearing.Once && index == 0))
                {
                    cache.Clear();
                }

                var begin = Stopwatch.GetTimestamp();
                await service.Http.GetByteArrayAsync(new Uri($"/api/v2/insights/{report}", UriKind.Relative), cancellationToken);
                total += Stopwatch.GetElapsedTime(begin);
            }

            if (i >= 0)
            {
                times.Add(total.TotalMilliseconds);
            }
        }

        times.Sort();
        table.Row(what, $"{times[times.Count / 2]:0} ms (best {times[0]:0})", budget);
    }

    /// <summary>Loads and seals days of usage, the same whenever it is done.</summary>
    public static async Task<(int Buckets, TimeSpan Elapsed)> LoadAsync(LocalService service, DateOnly today, int days, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        var random = new Random(1);
        var templates = Enumerable.Range(0, Templates)
            .Select(_ => (Id: Workday.NewId(random), Users: Enumerable.Range(0, UsersPerTemplate).Select(_ => Workday.NewId(random)).ToArray())).ToArray();
        await service.Services.GetRequiredService<CatalogTable>().ApplyAsync(
            [.. templates.SelectMany(template => template.Users).Select((user, number) => new UserUpdate { Id = user, Username = $"user-{number}" })],
            cancellationToken);
        var (usage, folder) = (service.Services.GetRequiredService<UsageTable>(), service.Services.GetRequiredService<UsageFolder>());
        var now = service.Clock.Now;
        var buckets = 0;
        for (var back = 1; back <= days + 1; back++)
        {
            var day = today.AddDays(-back);
            foreach (var (template, users) in templates)
            {
                // An hour ago for the appender, so that the partition is quiet when it is sealed.
                service.Clock.Now = now.AddHours(-1);
                var segment = Workday.Settled(users, day, random);
                buckets += segment.BucketCount;
                foreach (var message in Messages(template, segment))
                {
                    await usage.AppendAsync([message], cancellationToken);
                }

                service.Clock.Now = now;
                await folder.FoldAsync(new FoldMessage(template, day, NoImportAt: now), cancellationToken);
            }
        }

        return (buckets, Stopwatch.GetElapsedTime(begin));
    }

    private static IEnumerable<UsageMessage> Messages(Guid template, UsageSegment segment) =>
        segment.HalfHours.Distinct().Order().Select(number =>
        {
            var builder = new UsageSegmentBuilder();
            builder.Add(segment, (_, bucket) => segment.HalfHours[bucket] == number ? BucketParts.All : BucketParts.None);
            return new UsagePart(template, new HalfHour(number), SegmentCodec.Encode(builder.Build()));
        }).Chunk(8).Select(parts => new UsageMessage(Guid.NewGuid(), parts));
}
