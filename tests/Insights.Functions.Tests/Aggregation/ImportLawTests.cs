using Insights.Functions.Aggregation;
using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Usage;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>An import of any age, in any parts up to an hour apart, gives the figures of one import, whatever passes run in between.</summary>
public sealed class ImportLawTests(StorageEmulator emulator)
{
    private const int Events = 240;

    private static readonly DateTimeOffset Now = new(2026, 10, 8, 14, 7, 0, TimeSpan.Zero);
    private static readonly TimeSpan Run = TimeSpan.FromMinutes(10);
    private static readonly Guid[] Templates = [UsageGen.Template, new("aaaaaaaa-0000-0000-0000-000000000002")];
    private static readonly Guid[] Users = [.. Enumerable.Range(1, 3).Select(number => new Guid(number, 0, 0, new byte[8]))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 0, 1)] // of this morning
    [InlineData(2, 0, 1)]
    [InlineData(3, 0, 2)]
    [InlineData(4, 1, 2)]
    [InlineData(5, 2, 2)]
    [InlineData(6, 3, 2)]
    [InlineData(7, 30, 2)]
    [InlineData(8, 170, 2)]
    public async Task Parts_up_to_an_hour_apart_give_the_latencies_of_the_whole(int seed, int daysAgo, int days)
    {
        var random = new Random(seed);
        using var worker = new StoredUsage(emulator.NewAccount(), new ManualClock(Now));
        await worker.CreateAsync();
        var events = Enumerable.Range(0, Events).Select(_ => NewEvent(random, daysAgo, days)).ToArray();
        var last = random.Next(2, 9);

        // Something else came before, which is quiet just now: passes that may settle are asked for, and made when the first part is there.
        var earlier = events.Select(one => one with { User = Guid.NewGuid() }).ToArray();
        foreach (var message in Packed.Of(earlier))
        {
            await worker.AppendAsync(message);
        }

        worker.Clock.Now += TimeSpan.FromMinutes(76);
        var permits = new Queue<FoldMessage>(new PassSchedule(await worker.Index.GetLooseAsync(Cancel), passesWait: false, worker.Clock.Now, StoredUsage.Options).Due());
        Assert.All(permits, permit => Assert.NotNull(permit.NoImportAt));
        for (var part = 0; part <= last + 1; part++)
        {
            // A part may hold nothing at all of a partition that the one before and the next one have something of.
            foreach (var message in Packed.Of(events.Where((one, place) => PartOf(one, place, last, seed) == part)))
            {
                await worker.AppendAsync(message);
            }

            await PassAsync(worker, random, permits, TimeSpan.FromMinutes(part == 0 ? random.Next(1, 9) : random.Next(1, 60)));
        }

        await PassAsync(worker, random, permits, TimeSpan.FromHours(3));
        await PassAsync(worker, random, permits, TimeSpan.FromDays(1));
        foreach (var partition in events.Concat(earlier).GroupBy(one => (one.Template, one.HalfHour.Day)))
        {
            Assert.All(await worker.RowsAsync(partition.Key.Template, partition.Key.Day), row => Assert.True(row.IsSealed, row.Key));
            Assert.Equal(
                SegmentCodec.Encode(SegmentEdits.Settle(UsageGen.Segment(partition), final: true)),
                SegmentCodec.Encode(await worker.ReadAsync(partition.Key.Template, partition.Key.Day)));
        }

        Assert.Empty(await worker.Index.GetLooseAsync(Cancel));
    }

    [Fact]
    public async Task What_agents_report_as_it_happens_is_settled_after_its_grace_although_the_day_goes_on()
    {
        using var worker = new StoredUsage(emulator.NewAccount(), new ManualClock(HalfHour.FirstOf(DateOnly.FromDateTime(Now.UtcDateTime)).Start.AddHours(8)));
        await worker.CreateAsync();
        var (random, day) = (new Random(1), DateOnly.FromDateTime(Now.UtcDateTime));
        var events = new List<UsageEvent>();
        for (var minutes = 0; minutes < 6 * 60; minutes += 5)
        {
            worker.Clock.Now += TimeSpan.FromMinutes(5);
            UsageEvent report = Report(random, Templates[0], worker.Clock.Now.AddMinutes(-random.Next(15)));
            events.Add(report);
            await worker.AppendAsync(Assert.Single(Packed.Of([report])));
            await worker.FoldAsync(Templates[0], day);
        }

        var settled = (await worker.RowsAsync(Templates[0], day)).Where(row => row.IsSettled).Select(row => row.HalfHourOfDay).Distinct();
        Assert.Equal(Enumerable.Range(16, 8).Cast<int?>(), settled.Order().Take(8));
        Assert.Equal(
            SegmentCodec.Encode(SegmentEdits.Settle(UsageGen.Segment(events), final: true)),
            SegmentCodec.Encode(SegmentEdits.Settle(await worker.ReadAsync(Templates[0], day), final: true)));
    }

    [Fact]
    public async Task An_old_day_that_is_not_quiet_is_packed_into_few_rows_and_a_large_one_is_not_rewritten_for_a_little()
    {
        using var worker = new StoredUsage(emulator.NewAccount(), new ManualClock(Now));
        await worker.CreateAsync();
        var (random, day) = (new Random(1), DateOnly.FromDateTime(Now.AddDays(-30).UtcDateTime));
        var rewritten = 0;
        for (var part = 0; part < 200; part++)
        {
            var at = new HalfHour(HalfHour.FirstOf(day).Number + (part % 48)).Start.AddMinutes(random.Next(30));
            await worker.AppendAsync(Assert.Single(Packed.Of(Enumerable.Range(0, 20).Select(_ => Report(random, Templates[0], at)))));
            var before = await worker.RowsAsync(Templates[0], day);
            await worker.Folder.FoldAsync(new FoldMessage(Templates[0], day), Cancel);
            var after = await worker.RowsAsync(Templates[0], day);
            Assert.InRange(after.Count, 1, 9);
            rewritten += after.ExceptBy(before.Select(row => row.Key), row => row.Key).Sum(row => row.Segment.SampleCount);
        }

        // Each sample in about as many rewritings as there are doublings, not in one for each part.
        Assert.InRange(rewritten, 200 * 20, 200 * 20 * 9);
    }

    // Any parts: one after the other, in turn, at random, or so that each template has something in every other part alone.
    private static int PartOf(AgentReport one, int place, int last, int seed) => (seed % 4) switch
    {
        0 => place * (last + 1) / Events,
        1 => place % (last + 1),
        2 => new Random((seed * 1000) + place).Next(last + 1),
        _ => (2 * (place % ((last / 2) + 1))) + Array.IndexOf(Templates, one.Template),
    };

    // What the timer does every ten minutes, and what was asked for before and is only done now, or done twice.
    private static async Task PassAsync(StoredUsage worker, Random random, Queue<FoldMessage> permits, TimeSpan pause)
    {
        for (var end = worker.Clock.Now + pause; worker.Clock.Now < end;)
        {
            worker.Clock.Now += end - worker.Clock.Now < Run ? end - worker.Clock.Now : Run;
            var schedule = new PassSchedule(await worker.Index.GetLooseAsync(Cancel), passesWait: false, worker.Clock.Now, StoredUsage.Options);
            foreach (var due in schedule.Due())
            {
                permits.Enqueue(due);
            }

            for (var keep = random.Next(3); permits.Count > keep && permits.TryDequeue(out var message);)
            {
                await worker.Folder.FoldAsync(random.Next(8) == 0 ? message with { NoImportAt = null } : message, Cancel);
                if (random.Next(8) == 0)
                {
                    await worker.Folder.FoldAsync(random.Next(2) == 0 ? message : message with { NoImportAt = null, News = true }, Cancel);
                }
            }
        }
    }

    private static AgentReport NewEvent(Random random, int daysAgo, int days)
    {
        // Few half-hours, of one or two days, so that each has samples in several parts.
        var day = DateOnly.FromDateTime(Now.AddDays(-daysAgo - random.Next(days)).UtcDateTime);
        var at = HalfHour.FirstOf(day).Start.AddMinutes(random.Next(60 * 8, 60 * 11));
        return Report(random, Templates[random.Next(2)], at);
    }

    private static AgentReport Report(Random random, Guid template, DateTimeOffset at) => new(
        template,
        HalfHour.Of(at),
        Users[random.Next(Users.Length)],
        Users[random.Next(Users.Length)],
        random.Next(HalfHour.Milliseconds),
        random.GetItems(["vscode", "ssh"], random.Next(3)).Distinct().ToArray(),
        random.Next(3) > 0,
        1 + (random.NextSingle() * 500));
}
