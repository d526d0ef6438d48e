using Azure;
using Azure.Storage.Queues;
using Insights.Functions.Aggregation;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Usage;
using Insights.Functions.Usage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>Which loose partitions are due for a pass comes from what is stored of them alone, and one that cannot be queued is one.</summary>
public sealed class DispatchTests(StorageEmulator emulator)
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 8, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 10, 8);
    private static readonly DateOnly Old = new(2026, 10, 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-10, null, null, true)] // nobody has looked at it yet
    [InlineData(-10, -5, 120, false)] // looked at a moment ago
    [InlineData(-10, -61, 120, true)] // an hour ago, and written to since
    [InlineData(-10, -56, 120, true)] // the hour would be over before the next run
    [InlineData(-70, -61, 120, true)] // its writers may have gone on for a while after they said so
    [InlineData(-90, -61, 120, false)] // nothing new since the last pass, nothing to settle or seal
    [InlineData(-90, -61, 0, true)] // nothing new, but what is there is to be settled or sealed
    [InlineData(-90, -30, 0, false)] // due, but looked at within the interval
    public void A_day_that_goes_on_is_due_when_it_may_have_news_or_something_to_settle(int touched, int? begun, int? due, bool expected) =>
        Assert.Equal(expected, IsDue(Partition(Today, touched, null, begun, due)));

    [Theory]
    [InlineData(-2, null, null, true)] // nobody has looked at it yet
    [InlineData(-2, -1, 74, false)] // looked at since it was written to
    [InlineData(-2, -3, 74, true)] // written to since it was looked at
    [InlineData(-75, -74, 0, true)] // quiet now
    public void An_old_day_is_due_when_it_has_news_or_is_quiet(int touched, int? begun, int? due, bool expected) =>
        Assert.Equal(expected, IsDue(Partition(Old, touched, null, begun, due)));

    [Theory]
    [InlineData(-1, -3, true, false)] // asked for, and not begun
    [InlineData(-1, -3, false, true)] // asked for, but nothing waits: the message is lost
    [InlineData(-3, -1, true, true)] // begun since it was asked for
    [InlineData(-121, -130, true, true)] // too long ago to be among what waits
    public void What_is_queued_is_not_queued_again(int queued, int begun, bool passesWait, bool expected) =>
        Assert.Equal(expected, IsDue(Partition(Old, touched: 0, queued, begun, due: 0), passesWait));

    [Theory]
    [InlineData(-74, -90, null)] // somebody brings in what is long past: the next part may be for this partition
    [InlineData(-76, -90, 0)] // nobody does any more
    [InlineData(-74, -1441, 0)] // nothing came for this partition for a day
    public void While_an_import_goes_on_nothing_is_settled_that_got_usage_within_a_day(int imported, int touched, int? noImportAt)
    {
        var partition = Partition(Old, touched, null, touched - 5, due: 0);
        var schedule = new PassSchedule([partition, Partition(Old.AddDays(-30), imported, null, imported, due: 60)], passesWait: false, Noon, new AggregationOptions());
        Assert.Equal(
            new FoldMessage(partition.Template, Old, At(noImportAt)),
            schedule.Due().SingleOrDefault(message => message.Template == partition.Template) ?? new FoldMessage(partition.Template, Old));
    }

    [Fact]
    public void Recent_days_come_first()
    {
        var loose = new[] { Old, Today, Old.AddDays(-30), Old.AddDays(3) }.Select(day => Partition(day, -10, null, null, null)).ToArray();
        Assert.Equal(
            [Today, Old.AddDays(3), Old, Old.AddDays(-30)],
            new PassSchedule(loose, passesWait: false, Noon, new AggregationOptions()).Due().Select(message => message.Day));
    }

    [Fact]
    public void Adjacent_days_of_a_template_are_one_message_of_at_most_15_days()
    {
        var days = Enumerable.Range(0, 20).Where(day => day != 2).Select(day => Partition(Old.AddDays(-day), -10, null, null, null) with { Template = UsageGen.Template });
        Assert.Equal(
            [(Old.AddDays(-1), Old), (Old.AddDays(-4), Old.AddDays(-3)), (Old.AddDays(-19), Old.AddDays(-5))],
            new PassSchedule([.. days], passesWait: false, Noon, new AggregationOptions()).Due().Select(message => (message.Day, message.Through!.Value)));
    }

    [Fact]
    public void Few_days_of_several_templates_are_one_message_of_at_most_16_partitions()
    {
        LoosePartition[] today = [.. Enumerable.Range(0, 20).Select(_ => Partition(Today, -10, null, null, null))];
        LoosePartition[] three = [.. today.Take(6).SelectMany(_ => Enumerable.Range(0, 3), (one, day) => Partition(Old.AddDays(-day), -10, null, null, null) with { Template = one.Template })];
        var due = new PassSchedule([.. today, .. three], passesWait: false, Noon, new AggregationOptions()).Due().ToArray();
        Assert.Equal([(Today, 16), (Today, 4), (Old.AddDays(-2), 15), (Old.AddDays(-2), 3)], due.Select(message => (message.Day, message.Partitions().Count())));
        Assert.Equal(
            today.Concat(three).Select(one => (one.Template, one.Day)).Order(), due.SelectMany(message => message.Partitions()).Order());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task A_pass_that_fails_keeps_no_other_of_its_message_from_being_made(int call)
    {
        using var worker = new StoredUsage(emulator.NewAccount(), new ManualClock(Noon));
        await worker.CreateAsync();
        Guid[] templates = [.. Enumerable.Range(0, 3).Select(_ => Guid.NewGuid())];
        var start = HalfHour.FirstOf(Old);
        foreach (var minute in (int[])[1, 2])
        {
            await worker.AppendAsync([.. Packed.Of(templates.Select(template => new AgentReport(template, start, Stats.User(1), Stats.User(1), minute * 60_000, ["ssh"], true, 10)))]);
        }

        worker.Clock.Now += TimeSpan.FromDays(1);
        var message = new FoldMessage(templates[0], Old, worker.Clock.Now, Others: templates[1..]);
        worker.Faults.CrashAt(call, afterSending: false);
        await Assert.ThrowsAsync<AggregateException>(() => worker.Folder.FoldAsync(message, Cancel));
        Assert.Equal(2, await SealedAsync());
        await worker.Folder.FoldAsync(message, Cancel);
        Assert.Equal(3, await SealedAsync());

        async Task<int> SealedAsync()
        {
            var count = 0;
            foreach (var template in templates)
            {
                count += (await worker.RowsAsync(template, Old)).All(row => row.IsSealed) ? 1 : 0;
            }

            return count;
        }
    }

    [Fact]
    public async Task One_message_that_cannot_be_sent_keeps_no_other_from_it_and_the_next_run_sends_it_alone()
    {
        const int Partitions = 25;
        var storage = emulator.NewAccount();
        using var worker = new StoredUsage(storage, new ManualClock(Noon));
        await worker.CreateAsync();
        var faults = new FaultPolicy();
        var queues = Queues(storage, faults);
        foreach (var queue in StorageNames.Queues)
        {
            await new QueueServiceClient(storage).GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: Cancel);
        }

        for (var day = 0; day < Partitions; day++)
        {
            await worker.Index.NoteRewritingAsync(UsageGen.Template, Old.AddDays(-2 * day), Cancel);
        }

        await worker.Erasures.BeginAsync(Guid.NewGuid(), Cancel);
        worker.Clock.Now += TimeSpan.FromMinutes(30);
        var dispatcher = new MaintenanceDispatcher(
            worker.Index, worker.Erasures, queues, worker.MonthsBy(new()), worker.Clock, Options.Create(new AggregationOptions()), Options.Create(new UsageOptions()), NullLogger<MaintenanceDispatcher>.Instance);

        // The first call asks whether passes wait; the third message fails.
        faults.CrashAt(call: 4, afterSending: false);
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => dispatcher.DispatchFolds(new TimerInfo(), Cancel));
        Assert.Contains("1 of ", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(Partitions - 1, await LengthAsync(StorageNames.FoldQueue));
        Assert.Equal(1, await LengthAsync(StorageNames.EraseQueue));

        await dispatcher.DispatchFolds(new TimerInfo(), Cancel);
        Assert.Equal(Partitions, await LengthAsync(StorageNames.FoldQueue));
        await dispatcher.DispatchFolds(new TimerInfo(), Cancel);
        Assert.Equal(Partitions, await LengthAsync(StorageNames.FoldQueue));

        async Task<int> LengthAsync(string queue) =>
            (await new QueueServiceClient(storage).GetQueueClient(queue).GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount;
    }

    [Fact]
    public async Task One_template_that_cannot_be_purged_keeps_neither_the_others_from_it_nor_the_index()
    {
        var storage = emulator.NewAccount();
        using var worker = new StoredUsage(storage, new ManualClock(Noon));
        await worker.CreateAsync();
        var faults = new FaultPolicy();
        var queue = new QueueServiceClient(storage).GetQueueClient(StorageNames.PurgeQueue);
        await queue.CreateIfNotExistsAsync(cancellationToken: Cancel);
        await worker.Index.AddTemplatesAsync(Enumerable.Range(0, 12).Select(_ => Guid.NewGuid()), Cancel);
        await worker.Index.NoteRewritingAsync(UsageGen.Template, Today.AddDays(-400), Cancel);
        var dispatcher = new MaintenanceDispatcher(
            worker.Index, worker.Erasures, Queues(storage, faults), worker.MonthsBy(new()), worker.Clock, Options.Create(new AggregationOptions()), Options.Create(new UsageOptions()), NullLogger<MaintenanceDispatcher>.Instance);

        faults.CrashAt(call: 2, afterSending: false);
        await Assert.ThrowsAsync<InvalidOperationException>(() => dispatcher.DispatchPurges(new TimerInfo(), Cancel));
        Assert.Equal(11, (await queue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount);
        Assert.Empty(await worker.Index.GetLooseAsync(Cancel));
    }

    private static MaintenanceQueues Queues(string storage, FaultPolicy faults)
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        options.AddPolicy(faults, Azure.Core.HttpPipelinePosition.PerCall);
        return new MaintenanceQueues(new QueueServiceClient(storage, options));
    }

    private static bool IsDue(LoosePartition partition, bool passesWait = false) =>
        new PassSchedule([partition], passesWait, Noon, new AggregationOptions()).IsDue(partition);

    private static LoosePartition Partition(DateOnly day, int touched, int? queued, int? begun, int? due) =>
        new(Guid.NewGuid(), day, At(touched)!.Value, At(touched)!.Value, At(queued), At(begun), At(due), ETag.All);

    private static DateTimeOffset? At(int? minutes) => minutes is { } value ? Noon.AddMinutes(value) : null;
}
