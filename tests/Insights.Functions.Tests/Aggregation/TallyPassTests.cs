using System.Text.Json;
using Azure.Storage.Queues;
using Insights.Functions.Aggregation;
using Insights.Functions.Catalog;
using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Usage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>Night after night counts take the place of people, and when a run ends well there are none where there should be none.</summary>
public sealed class TallyPassTests(StorageEmulator emulator)
{
    private const int People = 6;

    // People are kept of the 30 days before today, so of 2026-09-08 and later.
    private static readonly DateTimeOffset Now = new(2026, 10, 8, 9, 45, 0, TimeSpan.Zero);
    private static readonly DateOnly First = new(2026, 9, 8);
    private static readonly UsageOptions Usage = new();
    private static readonly PrivacyOptions Privacy = new() { GroupFloor = 5, KnownDays = 0, PersonDays = 30, Key = "the key of the tests, which nobody knows" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Days_older_than_people_are_kept_are_tallied_in_parts_and_no_other_is()
    {
        using var worker = await StartAsync();
        DateOnly[] old = [.. Enumerable.Range(2, TallyPass.MaxDays + 5).Select(days => First.AddDays(-days))];
        foreach (var day in old.Append(First).Append(First.AddDays(7)))
        {
            await AppendAsync(worker, day);
        }

        Assert.Equal(2, await RunAsync(worker, worker.PurgeBy(Usage, Privacy)));
        Assert.All(old, day => Assert.True(worker.RowsAsync(Stats.Template, day).Result.All(row => row.IsTallied), $"{day:O} has people."));
        Assert.All(new[] { First, First.AddDays(7) }, day => Assert.DoesNotContain(worker.RowsAsync(Stats.Template, day).Result, row => row.IsTallied));
        Assert.Equal([5], await FloorsAsync(worker, old[0], old[^1]));
        Assert.Equal(1, await RunAsync(worker, worker.PurgeBy(Usage, Privacy)));
    }

    [Fact]
    public async Task A_night_that_was_interrupted_anywhere_is_made_up_for_by_the_next()
    {
        using var worker = await StartAsync();
        var (function, made) = (worker.PurgeBy(Usage, Privacy), 0);
        for (var call = 1; made >= call - 1; call++)
        {
            var day = First.AddDays(-1 - call);
            await AppendAsync(worker, day);
            var before = worker.Faults.Calls;
            worker.Faults.CrashAt(call, afterSending: call % 2 == 0);
            try
            {
                await RunAsync(worker, function, day);
            }
            catch (Exception e) when (e is CrashException or InvalidOperationException)
            {
                // It stopped, or says that it has not done all.
            }

            worker.Faults.Heal();
            made = worker.Faults.Calls - before;
            await RunAsync(worker, function, day);
            Assert.All(await worker.RowsAsync(Stats.Template, day), row => Assert.True(row.IsTallied, $"After call {call} there are people."));
            Assert.Equal([5], await FloorsAsync(worker, day));
        }

        Assert.InRange(made, 10, 30);
    }

    [Fact]
    public async Task A_day_that_cannot_be_counted_ends_no_other_and_the_run_says_that_it_is_left()
    {
        using var worker = await StartAsync();
        DateOnly[] old = [First.AddDays(-4), First.AddDays(-3), First.AddDays(-2)];
        foreach (var day in old)
        {
            await AppendAsync(worker, day);
        }

        var unreadable = UsageRow.Merged(StorageKeys.UsagePartition(Stats.Template, old[1]), new MergedRow(StorageKeys.Sealed(new RowGeneration(1, 1), 0), [77, 1, 2], Late: null));
        var table = worker.Tables.GetTableClient(StorageNames.UsageTable);
        await table.AddEntityAsync(unreadable, Cancel);
        var function = worker.PurgeBy(Usage, Privacy);
        var said = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(worker, function));
        Assert.Contains("still hold people: 1, the first of them 2026-09-05", said.Message, StringComparison.Ordinal);
        Assert.All(new[] { old[0], old[2] }, day => Assert.All(worker.RowsAsync(Stats.Template, day).Result, row => Assert.True(row.IsTallied)));

        await table.DeleteEntityAsync(unreadable, cancellationToken: Cancel);
        await RunAsync(worker, function);
        Assert.All(await worker.RowsAsync(Stats.Template, old[1]), row => Assert.True(row.IsTallied));
    }

    [Fact]
    public async Task A_day_that_is_not_at_rest_has_one_night_more()
    {
        using var worker = await StartAsync();
        var last = First.AddDays(-1);
        await AppendAsync(worker, last);
        var function = worker.PurgeBy(Usage, Privacy);
        await RunAsync(worker, function);
        Assert.DoesNotContain(await worker.RowsAsync(Stats.Template, last), row => row.IsTallied);

        worker.Clock.Now += TimeSpan.FromDays(1);
        await RunAsync(worker, function);
        Assert.All(await worker.RowsAsync(Stats.Template, last), row => Assert.True(row.IsTallied));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(180)]
    [InlineData(400)]
    public async Task Nothing_is_tallied_where_people_are_kept_as_long_as_usage(int personDays)
    {
        using var worker = await StartAsync();
        await AppendAsync(worker, First.AddDays(-100));
        await new BuildTable(worker.Tables, worker.Index).PutAsync([Build(First.AddDays(-100))], Cancel);
        await RunAsync(worker, worker.PurgeBy(Usage, new PrivacyOptions { PersonDays = personDays }));
        Assert.DoesNotContain(await worker.RowsAsync(Stats.Template, First.AddDays(-100)), row => row.IsTallied);
        Assert.Single(await BuildsAsync(worker));
    }

    [Fact]
    public async Task Builds_are_deleted_from_the_day_on_that_their_owners_are_no_longer_kept_and_applications_stay()
    {
        using var worker = await StartAsync();
        var (builds, apps) = (new BuildTable(worker.Tables, worker.Index), new AppTable(worker.Tables));
        WorkspaceBuild[] all = [Build(First.AddDays(-40)), Build(First.AddDays(-1)), Build(First), Build(First.AddDays(1))];
        await builds.PutAsync(all, Cancel);
        await apps.ApplyAsync(all, Cancel);
        await RunAsync(worker, worker.PurgeBy(Usage, Privacy));
        Assert.Equal(all[2..].Select(build => build.Id), await BuildsAsync(worker));
        Assert.Single(await apps.GetAsync([Stats.Template], Cancel));
    }

    [Fact]
    public async Task Whom_the_catalog_does_not_know_or_knew_too_late_and_who_is_of_the_system_is_in_no_tally()
    {
        using var worker = await StartAsync();
        await new CatalogTable(worker.Tables, worker.Clock).ApplyAsync([new UserUpdate { Id = Stats.User(100), Username = "prebuilds", IsSystem = true }], Cancel);
        await AppendAsync(worker, First.AddDays(-2), people: [1, 2, 3, 4, 99, 100]);
        await AppendAsync(worker, First.AddDays(-3));

        // All were made known on the day that the test is of, which is later than a week before.
        await RunAsync(worker, worker.PurgeBy(Usage, new PrivacyOptions { GroupFloor = 5, KnownDays = 7, PersonDays = 30, Key = Privacy.Key }));
        Assert.True((await worker.ReadAsync(Stats.Template, First.AddDays(-3))).IsEmpty);
        Assert.True((await worker.ReadAsync(Stats.Template, First.AddDays(-2))).IsEmpty);

        await AppendAsync(worker, First.AddDays(-4), people: [1, 2, 3, 4, 99, 100]);
        await AppendAsync(worker, First.AddDays(-5));
        await RunAsync(worker, worker.PurgeBy(Usage, Privacy));
        Assert.True((await worker.ReadAsync(Stats.Template, First.AddDays(-4))).IsEmpty);
        Assert.False((await worker.ReadAsync(Stats.Template, First.AddDays(-5))).IsEmpty);
    }

    [Fact]
    public async Task A_month_has_the_same_figures_whether_or_not_counts_have_taken_the_place_of_its_people()
    {
        using var worker = await StartAsync();
        var (june, july, august) = (new DateOnly(2026, 6, 10), new DateOnly(2026, 7, 10), new DateOnly(2026, 8, 10));
        await AppendAsync(worker, june, people: [1, 2, 3]);
        await AppendAsync(worker, july);
        await AppendAsync(worker, august);
        var (usage, months) = (new UsageOptions { KeepMonths = 3, KeepFloor = 1 }, new MonthTable(worker.Tables));
        var privacy = new PrivacyOptions { GroupFloor = 5, KnownDays = 0, PersonDays = 40, Key = Privacy.Key };
        await worker.MonthsBy(usage, privacy).KeepAsync(Cancel);
        var kept = Assert.Single(await months.GetAsync(MonthScope.All, new DateOnly(2026, 5, 1), new DateOnly(2026, 9, 1), Cancel));
        Assert.Equal((new DateOnly(2026, 7, 1), 5), (kept.Month, kept.Figures.Floor));

        // On the 8th of October people are kept from the 29th of August on: counts wait for no end of a month.
        await RunAsync(worker, worker.PurgeBy(usage, privacy));
        Assert.All([.. await worker.RowsAsync(Stats.Template, july), .. await worker.RowsAsync(Stats.Template, august)], row => Assert.True(row.IsTallied));
        await months.TrimAsync(new DateOnly(2026, 8, 1), Cancel);
        await months.SetDoneBeforeAsync(new DateOnly(2026, 7, 1), Cancel);
        await worker.MonthsBy(usage, privacy).KeepAsync(Cancel);
        var again = Assert.Single(await months.GetAsync(MonthScope.All, new DateOnly(2026, 5, 1), new DateOnly(2026, 9, 1), Cancel));
        Assert.Equivalent(kept, again, strict: true);

        // Where people are kept as long as usage now, it is not kept as if the counts were exact.
        await months.TrimAsync(new DateOnly(2026, 8, 1), Cancel);
        await months.SetDoneBeforeAsync(new DateOnly(2026, 7, 1), Cancel);
        worker.Clock.Now += TimeSpan.FromDays(300);
        await worker.MonthsBy(usage).KeepAsync(Cancel);
        Assert.Empty(await months.GetAsync(MonthScope.All, new DateOnly(2026, 7, 1), new DateOnly(2026, 8, 1), Cancel));
    }

    [Fact]
    public async Task No_two_figures_of_kept_months_differ_by_what_few_people_did()
    {
        using var worker = await StartAsync();
        var (july, few) = (new DateOnly(2026, 7, 10), new Guid("70000000-0000-0000-0000-000000000002"));
        var (organization, group) = (new Guid("60000000-0000-0000-0000-000000000001"), new Guid("6a000000-0000-0000-0000-000000000001"));
        var catalog = new CatalogTable(worker.Tables, worker.Clock);
        await catalog.PutAsync([new Template(Stats.Template, "many", "", "", organization, CreatedAt: null), new Template(few, "few", "", "", organization, CreatedAt: null)], Cancel);
        await catalog.PutAsync([new Group(group, "all but one", "", organization, [.. Enumerable.Range(1, 5).Select(Stats.User)])], Cancel);
        await AppendAsync(worker, july);
        await AppendAsync(worker, july, people: [6], few);
        var privacy = new PrivacyOptions { GroupFloor = 5, KnownDays = 0, PersonDays = 40, Key = Privacy.Key };
        await worker.MonthsBy(new UsageOptions { KeepMonths = 3, KeepFloor = 1 }, privacy).KeepAsync(Cancel);

        var many = await FiguresAsync(MonthScope.Template(Stats.Template));
        Assert.Equal((0, many!.ActiveUsers), (many.ActiveUsers % 5, many.Templates[0].ActiveUsers));
        Assert.Equivalent(many, await FiguresAsync(MonthScope.All), strict: true);
        Assert.Equivalent(many, await FiguresAsync(MonthScope.Organization(organization)), strict: true);
        Assert.Null(await FiguresAsync(MonthScope.Template(few)));
        Assert.Null(await FiguresAsync(MonthScope.Group(group)));

        async Task<KeptMonth?> FiguresAsync(MonthScope scope) =>
            (await new MonthTable(worker.Tables).GetAsync(scope, new DateOnly(2026, 7, 1), new DateOnly(2026, 8, 1), Cancel)) is [var month] ? month.Figures : null;
    }

    [Fact]
    public async Task Raising_the_setting_later_brings_nobody_back()
    {
        using var worker = await StartAsync();
        var day = First.AddDays(-2);
        await AppendAsync(worker, day);
        await RunAsync(worker, worker.PurgeBy(Usage, Privacy));
        var counts = SegmentCodec.Encode(await worker.ReadAsync(Stats.Template, day));

        // Without the setting what comes for the day is not refused any more, whatever way it comes.
        Assert.True(CountedBucket.TryCreate(
            Stats.Template, new HalfHour(HalfHour.FirstOf(day).Number + 30), Stats.User(1), minutes: 5, new Dictionary<string, int> { ["ssh"] = 5 }, [], medianLatency: null, out var bucket, out _));
        Assert.Equal(0, (await worker.Importer.ImportAsync(day, new[] { bucket }.ToAsyncEnumerable(), Cancel)).Rows);
        await new UsageCompleter(worker.Table, worker.Index, worker.Erasures, worker.Clock, Options.Create(StoredUsage.Options), worker.PeopleBy(Usage, new()))
            .CompleteAsync([bucket], Cancel);
        Assert.All(await worker.RowsAsync(Stats.Template, day), row => Assert.True(row.IsTallied));
        await AppendAsync(worker, day);
        await AssertCountsAsync();
        worker.Clock.Now += TimeSpan.FromDays(2);
        await worker.FoldAsync(Stats.Template, day);
        Assert.All(await worker.RowsAsync(Stats.Template, day), row => Assert.True(row.IsTallied));
        await AssertCountsAsync();

        async Task AssertCountsAsync()
        {
            worker.Cache.Clear();
            Assert.Equal(counts, SegmentCodec.Encode(await worker.ReadAsync(Stats.Template, day)));
        }
    }

    [Fact]
    public async Task An_import_and_a_completion_take_no_day_that_is_older_than_people_are_kept()
    {
        using var worker = await StartAsync();
        var importer = new UsageImporter(
            worker.Table, worker.Index, worker.Erasures, worker.Clock, worker.PeopleBy(Usage, Privacy), Microsoft.Extensions.Logging.Abstractions.NullLogger<UsageImporter>.Instance);
        var completer = new UsageCompleter(worker.Table, worker.Index, worker.Erasures, worker.Clock, Options.Create(StoredUsage.Options), worker.PeopleBy(Usage, Privacy));
        foreach (var day in new[] { First.AddDays(-1), First })
        {
            Assert.True(CountedBucket.TryCreate(
                Stats.Template, new HalfHour(HalfHour.FirstOf(day).Number), Stats.User(1), minutes: 5, new Dictionary<string, int> { ["ssh"] = 5 }, [], medianLatency: null, out var imported, out _));
            Assert.True(CountedBucket.TryCreate(
                Stats.Template, new HalfHour(HalfHour.FirstOf(day).Number + 1), Stats.User(1), minutes: 5, new Dictionary<string, int> { ["ssh"] = 5 }, [], medianLatency: null, out var completed, out _));
            await importer.ImportAsync(day, new[] { imported }.ToAsyncEnumerable(), Cancel);
            await completer.CompleteAsync([completed], Cancel);
        }

        Assert.Empty(await worker.RowsAsync(Stats.Template, First.AddDays(-1)));
        Assert.Equal(2, (await worker.ReadAsync(Stats.Template, First)).BucketCount);
    }

    private async Task<StoredUsage> StartAsync()
    {
        var worker = new StoredUsage(emulator.NewAccount(), new ManualClock(Now));
        await worker.CreateAsync();
        await new QueueServiceClient(worker.Storage).GetQueueClient(StorageNames.PurgeQueue).CreateAsync(cancellationToken: Cancel);
        await new CatalogTable(worker.Tables, worker.Clock).ApplyAsync(
            [.. Enumerable.Range(1, People).Select(user => new UserUpdate { Id = Stats.User(user), Username = $"user{user}" })], Cancel);
        return worker;
    }

    private static async Task AppendAsync(StoredUsage worker, DateOnly day, int[]? people = null, Guid? template = null)
    {
        var at = new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero);
        await worker.AppendAsync([.. Packed.Of((people ?? [.. Enumerable.Range(1, People)]).Select(user =>
            new AgentReport(template ?? Stats.Template, HalfHour.Of(at), Stats.User(user), Stats.User(user), HalfHour.OffsetOf(at.AddMinutes(user % 30)), ["ssh"], true, 10)))]);
    }

    // Runs a night for the template, or only what is left of its people from a day on, with the messages that follow; returns how many there were.
    private static async Task<int> RunAsync(StoredUsage worker, PurgeFunction function, DateOnly? from = null)
    {
        var queue = new QueueServiceClient(worker.Storage).GetQueueClient(StorageNames.PurgeQueue);
        var message = JsonSerializer.Serialize(new PurgeMessage(Stats.Template, from), MaintenanceJson.Default.PurgeMessage);
        for (var messages = 1; ; messages++)
        {
            await function.PurgeTemplate(message, Cancel);
            if ((await queue.ReceiveMessageAsync(cancellationToken: Cancel)).Value is not { } next)
            {
                return messages;
            }

            await queue.DeleteMessageAsync(next.MessageId, next.PopReceipt, Cancel);
            message = next.MessageText;
        }
    }

    private static async Task<int?[]> FloorsAsync(StoredUsage worker, params DateOnly[] days) =>
        [.. (await worker.Store.ReadAsync([Stats.Template], days.Min(), days.Max(), Cancel)).Select(day => day.Floor).Distinct()];

    private static async Task<IReadOnlyList<Guid>> BuildsAsync(StoredUsage worker) =>
        await new BuildTable(worker.Tables, worker.Index).ScanAsync(Stats.Template, Cancel).Select(build => build.Id).ToListAsync(Cancel);

    private static WorkspaceBuild Build(DateOnly day) => new(
        Guid.NewGuid(),
        Stats.User(200),
        "workspace",
        Stats.User(1),
        Stats.Template,
        Stats.User(300),
        1,
        new DateTimeOffset(day, new TimeOnly(0, 30), TimeSpan.Zero),
        [],
        [new WorkspaceAgent(Stats.User(400), "main", [new WorkspaceApp("code-server", "code-server", "", CreatedAt: null)])]);
}
