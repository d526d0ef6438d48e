using Insights.Functions.Storage;
using Insights.Functions.Tests.Aggregation;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Usage;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Storage;

/// <summary>A row never changes, so a reader that knows it under its key does not read it again: what is asked of the table is counted.</summary>
public sealed class UsageStoreTests(StorageEmulator emulator)
{
    private const string Keys = "keys";
    private const string Part = "a part of a partition";
    private const string Whole = "whole partitions";

    private static readonly DateTimeOffset Now = new(2026, 10, 8, 14, 7, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public async Task Of_a_day_that_usage_comes_for_only_keys_and_new_rows_are_read(int daysAgo)
    {
        using var worker = await StartAsync();
        var day = DateOnly.FromDateTime(Now.AddDays(-daysAgo).UtcDateTime);
        for (var message = 0; message < 20; message++)
        {
            await AppendAsync(worker, day, halfHour: 10, user: message);
        }

        Assert.Equal([Whole], await ReadAsync(worker, day, users: 20));
        Assert.Equal([Keys], await ReadAsync(worker, day, users: 20));

        await AppendAsync(worker, day, halfHour: 12, user: 20);
        Assert.Equal([Keys, Part], await ReadAsync(worker, day, users: 21));
        Assert.Equal([Keys], await ReadAsync(worker, day, users: 21));

        // Rows that were merged are gone, and what they became is read; the others are still known.
        await worker.FoldAsync(UsageGen.Template, day);
        Assert.Equal(daysAgo == 0 ? [Keys, Part] : [Keys, Whole], await ReadAsync(worker, day, users: 21));
        Assert.Equal([Keys], await ReadAsync(worker, day, users: 21));
    }

    [Fact]
    public async Task Of_a_sealed_day_nothing_is_read_that_is_known()
    {
        using var worker = await StartAsync();
        var day = DateOnly.FromDateTime(Now.AddDays(-30).UtcDateTime);
        await AppendAsync(worker, day, halfHour: 10, user: 1);
        worker.Clock.Now += TimeSpan.FromMinutes(80);
        await worker.FoldAsync(UsageGen.Template, day);
        Assert.Equal([Whole], await ReadAsync(worker, day, users: 1));
        Assert.Equal([], await ReadAsync(worker, day, users: 1));
    }

    [Fact]
    public async Task Within_a_second_keys_are_listed_once_unless_this_process_wrote_what_others_write_is_seen_after_it()
    {
        using var worker = await StartAsync();
        using var other = new StoredUsage(worker.Storage, worker.Clock);
        var day = DateOnly.FromDateTime(Now.UtcDateTime);
        await AppendAsync(worker, day, halfHour: 10, user: 1);
        Assert.Equal([Whole], await ReadAsync(worker, day, users: 1));
        Assert.Equal([Keys], await ReadAsync(worker, day, users: 1));
        Assert.Equal([], await ReadAsync(worker, day, users: 1, after: TimeSpan.FromMilliseconds(900)));

        await AppendAsync(worker, day, halfHour: 11, user: 2);
        Assert.Equal([Keys, Part], await ReadAsync(worker, day, users: 2, after: TimeSpan.Zero));

        await AppendAsync(other, day, halfHour: 12, user: 3);
        Assert.Equal([Keys, Part], await ReadAsync(worker, day, users: 3, after: TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_day_without_usage_is_known_as_well()
    {
        using var worker = await StartAsync();
        var day = DateOnly.FromDateTime(Now.AddDays(-30).UtcDateTime);
        Assert.Equal([Whole], await ReadAsync(worker, day, users: 0));
        Assert.Equal([], await ReadAsync(worker, day, users: 0));
        await AppendAsync(worker, day, halfHour: 10, user: 1);
        Assert.Equal([Keys, Whole], await ReadAsync(worker, day, users: 1));
    }

    [Fact]
    public async Task A_pass_is_made_although_a_report_never_ends()
    {
        using var worker = await StartAsync();
        var day = DateOnly.FromDateTime(Now.AddDays(-30).UtcDateTime);
        await AppendAsync(worker, day, halfHour: 10, user: 1);
        worker.Clock.Now += TimeSpan.FromMinutes(80);
        using var report = await worker.Reports.EnterAsync(1, TestContext.Current.CancellationToken);
        await worker.FoldAsync(UsageGen.Template, day);
        Assert.True(Assert.Single(await worker.RowsAsync(UsageGen.Template, day)).IsSealed);
    }

    private static async Task AppendAsync(StoredUsage worker, DateOnly day, int halfHour, int user)
    {
        var report = new AgentReport(
            UsageGen.Template, new HalfHour(HalfHour.FirstOf(day).Number + halfHour), Stats.User(user), Stats.User(user), 1000, ["ssh"], true, 10);
        await worker.AppendAsync(Assert.Single(Packed.Of([report])));
    }

    // What the reading asked the table of usage, once the index has been looked at.
    private static async Task<IEnumerable<string>> ReadAsync(StoredUsage worker, DateOnly day, int users, TimeSpan? after = null)
    {
        worker.Clock.Now += after ?? TimeSpan.FromSeconds(2);
        worker.Faults.Requests.Clear();
        Assert.Equal(users, (await worker.ReadAsync(UsageGen.Template, day)).Users.Length);
        return worker.Faults.Requests
            .Where(request => request.AbsolutePath.EndsWith($"/{StorageNames.UsageTable}()", StringComparison.Ordinal))
            .Select(request => request.Query.Contains("$select", StringComparison.Ordinal) ? Keys : request.Query.Contains("RowKey", StringComparison.Ordinal) ? Part : Whole);
    }

    private async Task<StoredUsage> StartAsync()
    {
        var worker = new StoredUsage(emulator.NewAccount(), new ManualClock(Now));
        await worker.CreateAsync();
        return worker;
    }
}
