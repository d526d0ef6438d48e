using System.Diagnostics;
using System.Runtime.CompilerServices;
using Insights.Functions.Aggregation;
using Insights.Functions.Storage;
using Insights.Functions.Tests.Shared;
using Insights.Functions.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Functions.Benchmarks;

/// <summary>
/// The history of half a year, imported into a local Azurite while live stats go on, and the three reports at once afterwards: nothing
/// has been sealed by a pass.
/// </summary>
internal static class ImportDriver
{
    private const int Templates = 10;
    private const int UsersPerTemplate = 100;
    private const int HalfHoursPerDay = 17;
    private const int Days = 180;
    private const int LiveStats = 1000;
    private const int WarmUps = 10;
    private const int Repetitions = 9;
    private const string Source = "benchmark";

    public static async Task RunAsync(BenchmarkTable table, CancellationToken cancellationToken)
    {
        await using var service = await LocalService.StartAsync(cancellationToken);
        var random = new Random(1);
        var today = DateOnly.FromDateTime(service.Clock.Now.UtcDateTime);
        var templates = Enumerable.Range(0, Templates)
            .Select(_ => (Id: Workday.NewId(random), Users: Enumerable.Range(0, UsersPerTemplate).Select(_ => Workday.NewId(random)).ToArray())).ToArray();

        var begin = Stopwatch.GetTimestamp();
        using var imported = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var live = PostLiveAsync(service, imported.Token);
        var (buckets, rows) = await ImportAsync(service, templates, today, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(begin);
        await imported.CancelAsync();
        var stats = await live;
        table.Row(
            $"imported: {Days} days, {Templates} templates, {Templates * UsersPerTemplate} users; {stats:N0} live stats meanwhile ({buckets / elapsed.TotalSeconds:N0} buckets/s, {rows:N0} rows)",
            $"{buckets:N0} buckets, {elapsed.TotalSeconds:0} s", "<= 180 s");

        foreach (var (days, first, later) in new[] { (30, "<= 600 ms", "<= 60 ms"), (90, "<= 2,000 ms", "<= 200 ms") })
        {
            var range = $"start_time={today.AddDays(-days - 1):O}T00:00:00Z&end_time={today.AddDays(-1):O}T00:00:00Z";
            var (firsts, laters) = (new List<double>(), new List<double>());
            for (var i = -WarmUps; i < Repetitions; i++)
            {
                service.Services.GetRequiredService<UsageCache>().Clear();
                firsts.Add(await ReportsAsync(service, range, cancellationToken));
                laters.Add(await ReportsAsync(service, range, cancellationToken));
            }

            table.Row($"three reports of {days} days right after the import, nothing cached before the first", Shown(firsts), first);
            table.Row($"three reports of {days} days right after the import, cached", Shown(laters), later);
        }

        begin = Stopwatch.GetTimestamp();
        var (_, again) = await ImportAsync(service, templates, today, cancellationToken);
        table.Row($"imported again ({again:N0} rows written)", $"{Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s");
    }

    // The very first call comes first: what it compiles is a part of what people wait for.
    private static string Shown(List<double> times) => $"{times.Skip(WarmUps).Order().ElementAt(Repetitions / 2):0} ms (the very first {times[0]:0})";

    private static async Task<(long Buckets, int Rows)> ImportAsync(
        LocalService service, (Guid Id, Guid[] Users)[] templates, DateOnly today, CancellationToken cancellationToken)
    {
        var (importer, ledger) = (service.Services.GetRequiredService<UsageImporter>(), service.Services.GetRequiredService<ImportLedger>());
        var (buckets, rows) = (0L, 0);
        await Parallel.ForEachAsync(
            Enumerable.Range(2, Days - 2).Select(back => today.AddDays(-back)),
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellationToken },
            async (day, cancel) =>
            {
                var imported = await importer.ImportAsync(day, BucketsOf(templates, day, cancel), cancel);
                await ledger.AddAsync(Source, day, cancel);
                Interlocked.Add(ref buckets, imported.Buckets);
                Interlocked.Add(ref rows, imported.Rows);
            });
        return (buckets, rows);
    }

    // As a query of a day gives them: by half-hour, template and user. The same for a day whenever it is asked for.
    private static async IAsyncEnumerable<CountedBucket> BucketsOf(
        (Guid Id, Guid[] Users)[] templates, DateOnly day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        var random = new Random(day.DayNumber);
        var first = HalfHour.FirstOf(day).Number + 16;
        for (var number = first; number < first + HalfHoursPerDay; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (template, users) in templates)
            {
                foreach (var user in users)
                {
                    yield return Bucket(template, new HalfHour(number), user, random);
                }
            }
        }
    }

    private static CountedBucket Bucket(Guid template, HalfHour halfHour, Guid user, Random random)
    {
        var minutes = random.Next(1, 31);
        var editor = random.Next(4) == 0 ? "jetbrains" : "vscode";
        KeyValuePair<string, int>[] sessions =
            [new(editor, minutes), new("ssh", random.Next(3) == 0 ? random.Next(1, minutes + 1) : 0), new("reconnecting_pty", random.Next(8) == 0 ? 1 : 0)];
        KeyValuePair<string, int>[] apps = random.Next(3) == 0 ? [new("code-server", random.Next(1, minutes + 1)), new(AppMinutes.Terminal, 1)] : [];
        return CountedBucket.TryCreate(template, halfHour, user, minutes, sessions, apps, 5 + (random.NextSingle() * 200), out var bucket, out var problem)
            ? bucket
            : throw new InvalidOperationException(problem);
    }

    private static async Task<long> PostLiveAsync(LocalService service, CancellationToken cancellationToken)
    {
        var random = new Random(2);
        var posted = 0L;
        try
        {
            while (true)
            {
                await service.PostAsync("agent-stats", StatBodies.Of(LiveStats, service.Clock.Now, random), cancellationToken);
                posted += LiveStats;
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            return posted;
        }
    }

    private static async Task<double> ReportsAsync(LocalService service, string range, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        foreach (var report in new[] { $"templates?{range}&interval=day", $"user-activity?{range}", $"user-latency?{range}" })
        {
            await service.Http.GetByteArrayAsync(new Uri($"/api/v2/insights/{report}", UriKind.Relative), cancellationToken);
        }

        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}
