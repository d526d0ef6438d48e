using Insights.Functions.Aggregation;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Usage;
using Insights.Functions.Usage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>Whole days of history go straight into sealed rows, and merge with whatever is there.</summary>
public sealed class UsageImporterTests(StorageEmulator emulator)
{
    private static readonly DateTimeOffset Now = new(2026, 10, 8, 9, 45, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 9, 20);

    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(80);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_is_one_sealed_row_of_each_template_and_not_loose()
    {
        using var worker = await WorkerAsync();
        var imported = await ImportAsync(worker);
        Assert.Equal(new ImportedDay(Day, Templates: 2, Buckets: 20, Rows: 2), imported);
        Assert.True(Assert.Single(await worker.RowsAsync(Stats.Template, Day)).IsSealed);
        Assert.Empty(await worker.Index.GetLooseAsync(Cancel));
        AssertSame(CountedHistory.Of(Day), await worker.ReadAsync(CountedHistory.OtherTemplate, Day), CountedHistory.OtherTemplate);
    }

    [Fact]
    public async Task An_import_made_again_writes_nothing_and_one_that_has_more_adds_it()
    {
        using var worker = await WorkerAsync();
        await ImportAsync(worker, CountedHistory.Of(Day).Where((_, number) => number % 3 != 0));
        Assert.Equal(2, (await ImportAsync(worker)).Rows);
        var keys = (await worker.RowsAsync(Stats.Template, Day)).Select(row => row.Key).ToArray();
        Assert.Equal(0, (await ImportAsync(worker)).Rows);
        Assert.Equal(0, (await ImportAsync(worker, CountedHistory.Of(Day).Where((_, number) => number % 2 == 0))).Rows);
        Assert.Equal(keys, (await worker.RowsAsync(Stats.Template, Day)).Select(row => row.Key));
        AssertSame(CountedHistory.Of(Day), await worker.ReadAsync(Stats.Template, Day), Stats.Template);
    }

    [Fact]
    public async Task What_others_brought_stays_whether_it_is_sealed_or_not()
    {
        using var worker = await WorkerAsync();
        var halfHour = HalfHour.FirstOf(Day);
        await AppendAsync(worker, halfHour, user: 7);
        worker.Clock.Now += Quiet;
        await worker.FoldAsync(Stats.Template, Day);
        await AppendAsync(worker, halfHour, user: 8);
        await ImportAsync(worker);
        Assert.Equal(["delta", "sealed"], (await worker.RowsAsync(Stats.Template, Day)).Select(row => row.Kind));
        Guid[] everybody = [.. new[] { 7, 8, 1, 2, 3, 4, 5 }.Select(Stats.User).Order()];
        Assert.Equal(everybody, (await worker.ReadAsync(Stats.Template, Day)).Users);

        worker.Clock.Now += Quiet;
        await worker.FoldAsync(Stats.Template, Day);
        Assert.Equal(["sealed"], (await worker.RowsAsync(Stats.Template, Day)).Select(row => row.Kind));
        Assert.Equal(everybody, (await worker.ReadAsync(Stats.Template, Day)).Users);
    }

    [Fact]
    public async Task A_day_that_goes_on_takes_it_too_and_is_sealed_in_its_time()
    {
        using var worker = await WorkerAsync();
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        await AppendAsync(worker, HalfHour.Of(Now), user: 7);
        await ImportAsync(worker, CountedHistory.Of(today), today);
        await worker.FoldAsync(Stats.Template, today);
        Assert.Equal(6, (await worker.ReadAsync(Stats.Template, today)).Users.Length);
        worker.Clock.Now = Now.AddDays(2);
        await worker.FoldAsync(Stats.Template, today);
        Assert.Equal(["sealed"], (await worker.RowsAsync(Stats.Template, today)).Select(row => row.Kind));
        Assert.Equal(6, (await worker.ReadAsync(Stats.Template, today)).Users.Length);
    }

    [Fact]
    public async Task An_import_that_was_interrupted_anywhere_is_completed_by_the_next_and_every_reader_sees_it()
    {
        var storage = emulator.NewAccount();
        var clock = new ManualClock(Now);
        using var worker = new StoredUsage(storage, clock);
        using var reader = new StoredUsage(storage, clock);
        await worker.CreateAsync();
        Assert.True((await reader.ReadAsync(Stats.Template, Day)).IsEmpty);
        var crashes = 0;
        for (var call = 1; await CrashesAsync(call); call++)
        {
            crashes++;
        }

        Assert.InRange(crashes, 5, 50);
        clock.Now += TimeSpan.FromSeconds(2);
        foreach (var template in new[] { Stats.Template, CountedHistory.OtherTemplate })
        {
            Assert.True(Assert.Single(await worker.RowsAsync(template, Day)).IsSealed);
            AssertSame(CountedHistory.Of(Day), await reader.ReadAsync(template, Day), template);
        }

        async Task<bool> CrashesAsync(int call)
        {
            worker.Faults.CrashAt(call, afterSending: call % 2 == 0);
            try
            {
                // A worker that starts anew has forgotten what it wrote.
                var index = new UsageIndex(worker.Tables, clock);
                var importer = new UsageImporter(
                    new UsageTable(worker.Tables, index, new UsageStarts(worker.Tables, index, clock), worker.Cache, clock), index, new ErasureTable(worker.Tables, clock), clock,
                    worker.PeopleBy(new(), new()), NullLogger<UsageImporter>.Instance);
                await importer.ImportAsync(Day, CountedHistory.Of(Day).ToAsyncEnumerable(), Cancel);
                return false;
            }
            catch (CrashException)
            {
                return true;
            }
            finally
            {
                worker.Faults.Heal();
            }
        }
    }

    [Fact]
    public async Task Two_imports_at_once_and_a_pass_between_them_lose_nothing()
    {
        var storage = emulator.NewAccount();
        var clock = new ManualClock(Now);
        using var worker = new StoredUsage(storage, clock);
        using var other = new StoredUsage(storage, clock);
        await worker.CreateAsync();
        await AppendAsync(worker, HalfHour.FirstOf(Day), user: 7);
        clock.Now += Quiet;
        await worker.FoldAsync(Stats.Template, Day);
        var interrupted = 0;
        for (var call = 1; interrupted == call - 1; call++)
        {
            var (day, step) = (Day.AddDays(call), call);
            await AppendAsync(worker, HalfHour.FirstOf(day), user: 7);
            clock.Now += Quiet;
            await worker.FoldAsync(Stats.Template, day);
            await AppendAsync(worker, HalfHour.FirstOf(day), user: 8);
            clock.Now += Quiet;
            worker.Faults.InterruptAt(call, async () =>
            {
                interrupted++;
                await ImportAsync(other, CountedHistory.Of(day).Where((_, number) => number % 2 == step % 2), day);
                await other.FoldAsync(Stats.Template, day);
            });
            await ImportAsync(worker, CountedHistory.Of(day).Where((_, number) => number % 2 != step % 2), day);
            worker.Faults.Heal();
            clock.Now += TimeSpan.FromSeconds(2);
            AssertSame(
                CountedHistory.Of(day).Where((_, number) => interrupted == step || number % 2 != step % 2),
                SegmentEdits.Without(await other.ReadAsync(Stats.Template, day), new ErasedUsers(new Dictionary<Guid, HalfHour>
                {
                    [Stats.User(7)] = HalfHour.Of(Now),
                    [Stats.User(8)] = HalfHour.Of(Now),
                })),
                Stats.Template);
        }

        Assert.InRange(interrupted, 5, 20);
    }

    [Fact]
    public async Task Erased_users_are_left_out_whenever_they_were_erased()
    {
        var storage = emulator.NewAccount();
        var clock = new ManualClock(Now);
        using var worker = new StoredUsage(storage, clock);
        using var other = new StoredUsage(storage, clock);
        await worker.CreateAsync();
        await worker.Erasures.BeginAsync(Stats.User(1), Cancel);
        await ImportAsync(worker);
        Assert.DoesNotContain(Stats.User(1), Assert.Single(await worker.RowsAsync(Stats.Template, Day)).Segment.Users);

        // Erased between any two steps of an import, and looked for before its rows were there.
        var interrupted = 0;
        for (var call = 1; interrupted == call - 1; call++)
        {
            var (day, user) = (Day.AddDays(call), call);
            worker.Faults.InterruptAt(call, async () =>
            {
                interrupted++;
                await other.Erasures.BeginAsync(Stats.User(100 + user), Cancel);
                await new UsageEraser(other.Table, other.Index, clock, Microsoft.Extensions.Options.Options.Create(StoredUsage.Options)).EraseAsync(
                    Stats.Template,
                    day,
                    await other.RowsAsync(Stats.Template, day),
                    new ErasedUsers(new Dictionary<Guid, HalfHour> { [Stats.User(100 + user)] = HalfHour.Of(Now) }),
                    Cancel);
            });
            await ImportAsync(worker, [.. CountedHistory.Of(day), Erased(day, 100 + user)], day);
            worker.Faults.Heal();
            if (interrupted == call)
            {
                var stored = await worker.RowsAsync(Stats.Template, day);
                Assert.All(stored, row => Assert.DoesNotContain(Stats.User(100 + user), row.Segment.Users));
                Assert.Equal(4, UsageSegment.Merge([.. stored.Select(row => row.Segment)]).Users.Length); // 2 to 5.
            }
        }

        Assert.InRange(interrupted, 5, 20);

        static CountedBucket Erased(DateOnly day, int user)
        {
            CountedBucket.TryCreate(Stats.Template, HalfHour.FirstOf(day), Stats.User(user), 5, [new("ssh", 5)], [], null, out var bucket, out _);
            return bucket!;
        }
    }

    [Fact]
    public async Task What_is_older_than_usage_is_kept_is_left_out_and_another_day_is_an_error()
    {
        using var worker = await WorkerAsync();
        var old = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(-181);
        Assert.Equal(new ImportedDay(old, 2, 20, Rows: 0), await ImportAsync(worker, CountedHistory.Of(old), old));
        Assert.Empty(await worker.RowsAsync(Stats.Template, old));
        var error = await Assert.ThrowsAsync<ArgumentException>(() => ImportAsync(worker, CountedHistory.Of(Day.AddDays(1)), Day));
        Assert.StartsWith("A bucket of 2026-09-21T09:00Z is not one of 2026-09-20.", error.Message, StringComparison.Ordinal);
        Assert.Empty(await worker.RowsAsync(Stats.Template, Day));
    }

    [Fact]
    public async Task What_a_reader_read_that_looked_before_a_change_is_in_doubt()
    {
        using var worker = await WorkerAsync();
        var before = await worker.Cache.ValidateAsync(Cancel);
        await ImportAsync(worker);
        worker.Clock.Now += TimeSpan.FromSeconds(2);
        var after = await worker.Cache.ValidateAsync(Cancel);

        worker.Cache.Put(Stats.Template, Day, KnownDay.Empty, before);
        Assert.True(worker.Cache.Find(Stats.Template, Day)!.IsInDoubt);
        worker.Cache.Put(Stats.Template, Day.AddDays(1), KnownDay.Empty, before);
        Assert.False(worker.Cache.Find(Stats.Template, Day.AddDays(1))!.IsInDoubt);
        worker.Cache.Put(Stats.Template, Day, KnownDay.Empty, after);
        Assert.False(worker.Cache.Find(Stats.Template, Day)!.IsInDoubt);
    }

    [Fact]
    public async Task Reports_of_what_is_imported_are_those_of_the_same_buckets_posted()
    {
        await using var app = await InsightsApp.StartAsync(emulator, Now);
        await using var posted = await InsightsApp.StartAsync(emulator, Now);
        await app.Services.GetRequiredService<UsageImporter>().ImportAsync(Day, CountedHistory.Of(Day).ToAsyncEnumerable(), Cancel);
        await posted.PostAsync("usage-buckets", CountedHistory.BodyOf(Day));
        await posted.PostAsync("usage-buckets", CountedHistory.BodyOf(Day));
        await posted.DrainAsync();
        foreach (var report in new[] { "templates", "user-activity", "user-latency", "overview" })
        {
            var path = $"/api/v2/insights/{report}?start_time=2026-09-20T00:00:00Z&end_time=2026-09-21T00:00:00Z";
            var expected = (await app.GetAsync(path)).ToJsonString();
            Assert.Contains("70000000-0000-0000-0000-000000000001", expected, StringComparison.Ordinal);
            await InsightsApp.Eventually(async () => (await posted.GetAsync(path)).ToJsonString() == expected);
        }

        // Both templates in the same half-hours: 2 x (10 + user) minutes, at most 30, in two half-hours.
        var users = (await app.GetAsync("/api/v2/insights/user-activity?start_time=2026-09-20T00:00:00Z&end_time=2026-09-21T00:00:00Z"))["report"]!["users"]!.AsArray();
        Assert.Equal(
            Enumerable.Range(1, CountedHistory.Users).Select(user => (Stats.User(user), 2 * 60 * Math.Min(30, 2 * CountedHistory.MinutesOf(user)))).Order(),
            users.Select(user => ((Guid)user!["user_id"]!, (int)user["seconds"]!)).Order());
    }

    [Fact]
    public async Task The_ledger_knows_the_days_of_each_source_as_long_as_they_are_kept()
    {
        using var worker = await WorkerAsync();
        var ledger = new ImportLedger(worker.Tables);
        await ledger.AddAsync("one", Day, Cancel);
        await ledger.AddAsync("one", Day, Cancel);
        await ledger.AddAsync("one", Day.AddDays(1), Cancel);
        await ledger.AddAsync("two/with?any#text", Day.AddDays(2), Cancel);
        Assert.Equal([Day, Day.AddDays(1)], (await ledger.GetDaysAsync("one", Cancel)).Order());
        Assert.Equal([Day.AddDays(2)], await ledger.GetDaysAsync("two/with?any#text", Cancel));
        Assert.Empty(await ledger.GetDaysAsync("three", Cancel));
        await worker.Index.TrimAsync(Now, Day.AddDays(1), Cancel);
        Assert.Equal([Day.AddDays(1)], await ledger.GetDaysAsync("one", Cancel));
    }

    private static Task<ImportedDay> ImportAsync(StoredUsage worker, IEnumerable<CountedBucket>? buckets = null, DateOnly? day = null) =>
        worker.Importer.ImportAsync(day ?? Day, (buckets ?? CountedHistory.Of(Day)).ToAsyncEnumerable(), Cancel);

    private static Task AppendAsync(StoredUsage worker, HalfHour halfHour, int user) => worker.AppendAsync(Assert.Single(Packed.Of(
        [new AgentReport(Stats.Template, halfHour, Stats.User(user), Stats.User(user), 0, ["ssh"], true, 10)])));

    private static void AssertSame(IEnumerable<CountedBucket> expected, UsageSegment actual, Guid template) => Assert.Equal(
        SegmentCodec.Encode(CountedHistory.SegmentOf(expected.Where(bucket => bucket.Template == template))), SegmentCodec.Encode(actual));

    private async Task<StoredUsage> WorkerAsync()
    {
        var worker = new StoredUsage(emulator.NewAccount(), new ManualClock(Now));
        await worker.CreateAsync();
        return worker;
    }
}
