using Azure.Storage.Queues;
using Insights.Functions.Aggregation;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Usage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>Messages that are in hand together are written together, and nothing of it shows in what they say.</summary>
public sealed class UsageInboxTests(StorageEmulator emulator)
{
    private const int Messages = 12;

    private static readonly DateTimeOffset Now = new(2026, 11, 10, 10, 5, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = DateOnly.FromDateTime(Now.UtcDateTime);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 2)]
    [InlineData(-30, 1)]
    public async Task Together_they_are_a_row_for_each_half_hour_or_one_for_an_old_day(int days, int rows)
    {
        using var worker = await StartAsync();
        var (events, messages) = Make(Today.AddDays(days));
        var together = Inbox(worker);
        await Task.WhenAll(messages.Select(message => together.AddAsync(message, Cancel)));
        var found = await worker.RowsAsync(UsageGen.Template, Today.AddDays(days));
        Assert.All(found, row => Assert.True(row.IsDelta, row.Key));
        Assert.Equal(rows, found.Count);
        Assert.True(Same(UsageGen.Segment(events), await worker.ReadAsync(UsageGen.Template, Today.AddDays(days))));

        // All of them again are the same rows; each alone is one more, of which nothing counts twice.
        await Task.WhenAll(messages.Reverse().Select(message => together.AddAsync(message, Cancel)));
        Assert.Equal(found.Select(row => row.Key), (await worker.RowsAsync(UsageGen.Template, Today.AddDays(days))).Select(row => row.Key));
        foreach (var message in messages)
        {
            await together.AddAsync(message, Cancel);
        }

        Assert.Equal(rows + (rows * Messages), (await worker.RowsAsync(UsageGen.Template, Today.AddDays(days))).Count);
        Assert.True(Same(UsageGen.Segment(events), await worker.ReadAsync(UsageGen.Template, Today.AddDays(days))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task One_that_cannot_be_written_with_the_others_is_tried_alone(int call)
    {
        using var worker = await StartAsync();
        var (events, messages) = Make(Today);
        var inbox = Inbox(worker);
        worker.Faults.CrashAt(call, afterSending: call % 2 == 0);
        await Task.WhenAll(messages.Select(message => inbox.AddAsync(message, Cancel)));
        Assert.True(Same(UsageGen.Segment(events), await worker.ReadAsync(UsageGen.Template, Today)));
    }

    [Fact]
    public async Task A_message_alone_that_cannot_be_written_is_an_error_and_its_redelivery_writes_it()
    {
        using var worker = await StartAsync();
        var (_, messages) = Make(Today);
        var inbox = Inbox(worker);
        worker.Faults.CrashAt(call: 1, afterSending: false);
        await Assert.ThrowsAsync<CrashException>(() => inbox.AddAsync(messages[0], Cancel));
        worker.Faults.Heal();
        await inbox.AddAsync(messages[0], Cancel);
        Assert.NotEmpty(await worker.RowsAsync(UsageGen.Template, Today));
    }

    [Fact]
    public void The_same_messages_have_the_same_row_for_ever()
    {
        Guid[] ids = [new("01234567-89ab-cdef-0123-456789abcdef"), new("11111111-2222-3333-4444-555555555555")];
        Assert.Equal(ids[0], DeltaRows.IdOf(ids[..1], 0));
        Assert.Equal("5926deef-9072-7828-eeba-cf250edc0cff", DeltaRows.IdOf(ids, 0).ToString());
        Assert.Equal(4, ((Guid[])[DeltaRows.IdOf(ids[..1], 0), DeltaRows.IdOf(ids[..1], 1), DeltaRows.IdOf(ids, 0), DeltaRows.IdOf(ids, 1)]).Distinct().Count());
    }

    private static (List<UsageEvent> Events, UsageMessage[] Messages) Make(DateOnly day)
    {
        var events = Enumerable.Range(0, Messages).SelectMany(message => Enumerable.Range(0, 2).Select(halfHour =>
        {
            var at = HalfHour.FirstOf(day).Start.AddHours(9).AddMinutes((30 * halfHour) + message);
            return (UsageEvent)new AgentReport(UsageGen.Template, HalfHour.Of(at), Stats.User(message + 1), Stats.User(message + 1), HalfHour.OffsetOf(at), ["ssh"], true, message + 1);
        })).ToList();
        return (events, [.. events.Chunk(2).Select(some => Assert.Single(Packed.Of(some)))]);
    }

    private static bool Same(UsageSegment left, UsageSegment right) => SegmentCodec.Encode(left).AsSpan().SequenceEqual(SegmentCodec.Encode(right));

    private static UsageInbox Inbox(StoredUsage worker)
    {
        var options = Microsoft.Extensions.Options.Options.Create(StoredUsage.Options);
        return new(
            worker.Table, new PassDemand(new FoldPressure(), new PassRequests(), worker.Queues, worker.Clock, options), worker.Clock, options, NullLogger<UsageInbox>.Instance);
    }

    private async Task<StoredUsage> StartAsync()
    {
        var storage = emulator.NewAccount();
        var worker = new StoredUsage(storage, new ManualClock(Now));
        await worker.CreateAsync();
        await new QueueServiceClient(storage).GetQueueClient(StorageNames.FoldQueue).CreateIfNotExistsAsync(cancellationToken: Cancel);
        return worker;
    }
}
