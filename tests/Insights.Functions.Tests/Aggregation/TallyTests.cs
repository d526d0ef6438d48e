using CsCheck;
using Insights.Functions.Aggregation;
using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Usage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>A day of which counts stand in the place of people, whatever happens while that is done and after.</summary>
public sealed class TallyTests(StorageEmulator emulator)
{
    private const int People = 9;

    private static readonly DateTimeOffset Now = new(2026, 10, 8, 9, 45, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 9, 1);
    private static readonly PrivacyOptions Privacy = new() { GroupFloor = 5, Key = "the key of the tests, which nobody knows" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tallied_day_has_the_crowd_of_its_people_and_no_row_of_it_holds_one()
    {
        using var worker = await StartAsync();
        var expected = await ExpectedAsync(worker);
        Assert.True(await Tallier(worker).TallyAsync(Stats.Template, Day, _ => true, Cancel) > 0);
        await AssertTalliedAsync(worker, expected);
        Assert.Equal(0, await Tallier(worker).TallyAsync(Stats.Template, Day, _ => true, Cancel));
        Assert.Contains(await worker.Index.GetChangesAsync(Now.AddDays(-1), Cancel), change => StorageKeys.ParseChange(change) == (Stats.Template, Day));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_random_history_becomes_the_crowd_of_its_people_whatever_rows_it_lies_in(int seed)
    {
        var random = new Random(seed);
        _storage = emulator.NewAccount();
        using var worker = new StoredUsage(_storage, new ManualClock(Now));
        await worker.CreateAsync();
        var events = Enumerable.Range(0, 150).Select(_ => NewEvent(random)).ToArray();
        foreach (var part in events.Concat(events.Take(20)).OrderBy(_ => random.Next()).Chunk(random.Next(10, 60)))
        {
            await AppendEventsAsync(worker, part);
            worker.Clock.Now += TimeSpan.FromMinutes(random.Next(1, 30));
            if (random.Next(2) == 0)
            {
                await worker.FoldAsync(Stats.Template, Day);
            }
        }

        if (random.Next(2) == 0)
        {
            worker.Clock.Now += TimeSpan.FromDays(2);
            await worker.FoldAsync(Stats.Template, Day);
        }

        // By those who count, nine of ten.
        static bool Counts(Guid user) => user != Stats.User(10);
        var expected = new Crowd(new PrivacyKey(Privacy.Key), Privacy.GroupFloor).Of(Stats.Template, PeopleFloor.Of(UsageGen.Segment(events), Counts, Privacy.GroupFloor));
        Assert.False(expected.IsEmpty);
        await Tallier(worker).TallyAsync(Stats.Template, Day, Counts, Cancel);
        await AssertTalliedAsync(worker, expected);
    }

    [Theory]
    [InlineData(UsageRow.MaxLength)]
    [InlineData(300)]
    public async Task A_tally_that_was_interrupted_anywhere_is_completed_by_the_next_and_counts_nobody_twice(int maxLength)
    {
        using var worker = await StartAsync();
        var expected = await ExpectedAsync(worker);
        var (people, crashes) = (SegmentCodec.Encode(await worker.ReadAsync(Stats.Template, Day)), 0);
        for (var call = 1; await CrashesAsync(call); call++)
        {
            crashes++;
            worker.Cache.Clear();

            // Either all of the people, or the counts and nothing else.
            var read = await worker.ReadAsync(Stats.Template, Day);
            Assert.True(SegmentCodec.Encode(read).AsSpan().SequenceEqual(people) || SegmentCodec.Encode(read).AsSpan().SequenceEqual(SegmentCodec.Encode(expected)));
        }

        Assert.InRange(crashes, 3, 30);
        await AssertTalliedAsync(worker, expected);

        async Task<bool> CrashesAsync(int call)
        {
            worker.Faults.CrashAt(call, afterSending: call % 2 == 0);
            try
            {
                await Tallier(worker, maxLength).TallyAsync(Stats.Template, Day, _ => true, Cancel);
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_comes_too_late_for_a_tally_brings_nobody_back_and_a_pass_deletes_it(bool sealing)
    {
        using var worker = await StartAsync();
        var expected = await ExpectedAsync(worker);
        await Tallier(worker).TallyAsync(Stats.Template, Day, _ => true, Cancel);
        await AppendAsync(worker, hour: 15, people: 30);
        await AssertReadsAsync(worker, expected);
        worker.Clock.Now += sealing ? TimeSpan.FromDays(2) : TimeSpan.FromMinutes(1);
        await worker.FoldAsync(Stats.Template, Day);
        await AssertReadsAsync(worker, expected);
        worker.Clock.Now += TimeSpan.FromDays(2);
        await worker.FoldAsync(Stats.Template, Day);
        await AssertTalliedAsync(worker, expected);
    }

    [Fact]
    public async Task A_pass_that_had_read_the_people_before_writes_what_the_next_pass_deletes()
    {
        using var worker = await StartAsync();
        var expected = await ExpectedAsync(worker);
        using var other = new StoredUsage(_storage!, worker.Clock);
        other.Faults.InterruptAt(6, () => Tallier(worker).TallyAsync(Stats.Template, Day, _ => true, Cancel));
        await other.FoldAsync(Stats.Template, Day);
        other.Faults.Heal();
        await Tallier(worker).TallyAsync(Stats.Template, Day, _ => true, Cancel);
        await AssertTalliedAsync(worker, expected);
    }

    [Theory]
    [InlineData("pass")]
    [InlineData("erasure")]
    [InlineData("import")]
    public async Task Whoever_is_at_a_day_while_it_is_tallied_leaves_nobody_in_it_when_the_next_night_is_over(string work)
    {
        using var worker = await StartAsync();
        using var other = new StoredUsage(_storage!, worker.Clock);
        var eraser = new UsageEraser(other.Table, other.Index, other.Clock, Options.Create(StoredUsage.Options));
        await worker.Erasures.BeginAsync(Stats.User(1), Cancel);
        var made = 0;
        for (var call = 1; made >= call - 1; call++)
        {
            var day = Day.AddDays(-call);
            await AppendAsync(worker, hour: 9, People, day);
            await ImportAsync(worker.Importer, day, user: 40);
            var before = other.Faults.Calls;
            other.Faults.InterruptAt(call, () => Tallier(worker).TallyAsync(Stats.Template, day, _ => true, Cancel));
            await (work switch
            {
                "pass" => other.FoldAsync(Stats.Template, day),
                "erasure" => EraseAsync(day),
                _ => ImportAsync(other.Importer, day, user: 39),
            });
            other.Faults.Heal();
            made = other.Faults.Calls - before;
            await Tallier(worker).TallyAsync(Stats.Template, day, _ => true, Cancel);
            worker.Cache.Clear();

            // Nine, of whom one is erased, are rounded to five or ten.
            Assert.Contains((await worker.ReadAsync(Stats.Template, day)).Users.Length, new[] { 5, 10 });
            Assert.All(await worker.RowsAsync(Stats.Template, day), row => Assert.True(row.IsTallied));
        }

        Assert.InRange(made, 3, 40);

        async Task EraseAsync(DateOnly day) => await eraser.EraseAsync(
            Stats.Template, day, await other.RowsAsync(Stats.Template, day), await other.Erasures.ReadErasedAsync(Cancel), Cancel);
    }

    [Fact]
    public async Task Of_a_day_of_which_nothing_is_left_it_is_known_that_it_was_tallied()
    {
        using var worker = await StartAsync();
        await Tallier(worker).TallyAsync(Stats.Template, Day, _ => false, Cancel);
        await AssertTalliedAsync(worker, UsageSegment.Empty);
        await AppendAsync(worker, hour: 15, people: 30);
        await AssertReadsAsync(worker, UsageSegment.Empty);
    }

    [Fact]
    public async Task Of_a_day_that_is_too_large_to_be_counted_nothing_is_left()
    {
        using var worker = await StartAsync();
        Assert.Equal(2, await worker.TallierBy(Privacy, maxDayLength: 10).TallyAsync(Stats.Template, Day, _ => true, Cancel));
        await AssertTalliedAsync(worker, UsageSegment.Empty);
    }

    [Fact]
    public void A_tally_of_which_a_piece_is_missing_does_not_stand_and_the_latest_of_several_does()
    {
        static string[] Keys(int floor, int pieces, long generation) =>
            [.. Enumerable.Range(0, pieces).Select(piece => StorageKeys.Tallied(floor, pieces, new RowGeneration(generation, 1), piece))];

        string[] others = [StorageKeys.Sealed(new RowGeneration(9, 1), 0)];
        Assert.Null(StandingTally.Of(others));
        Assert.Null(StandingTally.Of([.. others, .. Keys(5, 3, 1)[1..]]));
        Assert.Equal(Keys(5, 2, 1), StandingTally.Of([.. others, .. Keys(5, 2, 1), .. Keys(5, 3, 2)[1..]])!.Keys.Order(StringComparer.Ordinal));
        Gen.Shuffle((string[])[.. others, .. Keys(9, 2, 1), .. Keys(5, 3, 2)]).Sample(keys =>
            StandingTally.Of(keys) is { Floor: 5 } tally && tally.Keys.SetEquals(Keys(5, 3, 2)));
    }

    [Fact]
    public async Task An_erasure_and_an_import_leave_a_tally_as_it_is_and_a_purge_deletes_it()
    {
        using var worker = await StartAsync();
        var expected = await ExpectedAsync(worker);
        await Tallier(worker).TallyAsync(Stats.Template, Day, _ => true, Cancel);

        // Also of whoever took an id of the crowd for himself, which says nothing of him.
        Guid[] users = [Stats.User(1), expected.Users[0]];
        var erased = new ErasedUsers(users.ToDictionary(user => user, _ => HalfHour.Of(Now.AddYears(1))));
        foreach (var user in users)
        {
            await worker.Erasures.BeginAsync(user, Cancel);
        }

        var eraser = new UsageEraser(worker.Table, worker.Index, worker.Clock, Options.Create(StoredUsage.Options));
        Assert.Equal(0, await eraser.EraseAsync(Stats.Template, Day, await worker.RowsAsync(Stats.Template, Day), erased, Cancel));

        worker.Clock.Now = Now;
        await ImportAsync(worker.Importer, Day, user: 1);
        await AssertReadsAsync(worker, expected);
        await Tallier(worker).TallyAsync(Stats.Template, Day, _ => true, Cancel);
        await AssertTalliedAsync(worker, expected);

        await worker.Table.DeleteBeforeAsync(Stats.Template, Day.AddDays(1), Cancel);
        Assert.Empty(await worker.RowsAsync(Stats.Template, Day));
    }

    private string? _storage;

    // In two half-hours, of which one has fewer people than the floor; sealed, with something that is not.
    private async Task<StoredUsage> StartAsync()
    {
        _storage = emulator.NewAccount();
        var worker = new StoredUsage(_storage, new ManualClock(Now));
        await worker.CreateAsync();
        await AppendAsync(worker, hour: 9, People);
        await AppendAsync(worker, hour: 11, people: 3);
        worker.Clock.Now += TimeSpan.FromDays(2);
        await worker.FoldAsync(Stats.Template, Day);
        await AppendAsync(worker, hour: 13, People - 2);
        return worker;
    }

    // Of one of ten people in one of three half-hours.
    private static AgentReport NewEvent(Random random)
    {
        var at = new DateTimeOffset(Day, new TimeOnly(9, 0), TimeSpan.Zero).AddMinutes(random.Next(90));
        var user = Stats.User(random.Next(1, 11));
        return new(Stats.Template, HalfHour.Of(at), user, user, HalfHour.OffsetOf(at), [random.Next(3) == 0 ? "ssh" : "vscode"], random.Next(4) > 0, random.Next(1, 500));
    }

    private static async Task AppendEventsAsync(StoredUsage worker, IEnumerable<AgentReport> events) => await worker.AppendAsync([.. Packed.Of(events)]);

    private static async Task ImportAsync(UsageImporter importer, DateOnly day, int user)
    {
        Assert.True(CountedBucket.TryCreate(
            Stats.Template, new HalfHour(HalfHour.FirstOf(day).Number + 20), Stats.User(user), minutes: 5, new Dictionary<string, int> { ["ssh"] = 5 }, [], medianLatency: null, out var bucket, out _));
        await importer.ImportAsync(day, new[] { bucket }.ToAsyncEnumerable(), Cancel);
    }

    private static async Task AppendAsync(StoredUsage worker, int hour, int people, DateOnly? day = null)
    {
        var at = new DateTimeOffset(day ?? Day, new TimeOnly(hour, 0), TimeSpan.Zero);
        var reports = Enumerable.Range(1, people).SelectMany(user => Enumerable.Range(0, user).Select(minute =>
            new AgentReport(Stats.Template, HalfHour.Of(at), Stats.User(user), Stats.User(user), HalfHour.OffsetOf(at.AddMinutes(minute)), [user % 2 == 0 ? "ssh" : "vscode", "jetbrains"], true, 10 + user)));
        await AppendEventsAsync(worker, reports);
    }

    private static UsageTallier Tallier(StoredUsage worker, int maxLength = UsageRow.MaxLength) => worker.TallierBy(Privacy, maxLength);

    private static async Task<UsageSegment> ExpectedAsync(StoredUsage worker)
    {
        var crowd = new Crowd(new PrivacyKey(Privacy.Key), Privacy.GroupFloor)
            .Of(Stats.Template, PeopleFloor.Of(await worker.ReadAsync(Stats.Template, Day), _ => true, Privacy.GroupFloor));
        Assert.False(crowd.IsEmpty);
        return crowd;
    }

    private static async Task AssertReadsAsync(StoredUsage worker, UsageSegment expected)
    {
        worker.Cache.Clear();
        Assert.Equal(SegmentCodec.Encode(expected), SegmentCodec.Encode(await worker.ReadAsync(Stats.Template, Day)));
    }

    private static async Task AssertTalliedAsync(StoredUsage worker, UsageSegment expected)
    {
        await AssertReadsAsync(worker, expected);
        var rows = await worker.RowsAsync(Stats.Template, Day);
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.True(row.IsTallied));
        Assert.Empty(rows.SelectMany(row => row.Segment.Users.Concat(row.Segment.Agents)).Intersect(Enumerable.Range(1, 40).Select(Stats.User)));
    }
}
