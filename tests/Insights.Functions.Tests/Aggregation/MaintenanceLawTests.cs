using Insights.Functions.Storage;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Usage;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>Fold, settle and seal at random points, with crashes, redelivery and races, change no answer at any step.</summary>
public sealed class MaintenanceLawTests(StorageEmulator emulator)
{
    private static readonly DateOnly Day = new(2026, 11, 10);
    private static readonly Guid[] Users = [.. Enumerable.Range(1, 5).Select(number => new Guid(number, 0, 0, new byte[8]))];
    private static readonly Guid Template = UsageGen.Template;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Punctual_events_give_the_plain_merge_at_every_step_latency_included(int seed)
    {
        var walk = await Walk.StartAsync(emulator, seed);
        for (var step = 0; step < 12; step++)
        {
            await walk.AppendAsync(walk.Now);
            await walk.DisturbAsync();
            await walk.AssertAsync(Exactly);
            walk.Advance(TimeSpan.FromMinutes(walk.Random.Next(1, 40)));
        }

        // Nothing new arrives any more: only old messages, again, while time passes until the day is sealed.
        for (var step = 0; step < 12; step++)
        {
            walk.Advance(TimeSpan.FromHours(walk.Random.Next(1, 5)));
            await walk.DisturbAsync();
            await walk.AssertAsync(Exactly);
        }

        await walk.FinishAsync();
        await walk.AssertAsync(Exactly);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public async Task More_rows_than_a_transaction_takes_are_replaced_as_safely(int seed)
    {
        var walk = await Walk.StartAsync(emulator, seed);
        for (var step = 0; step < 3; step++)
        {
            await walk.AppendAsync(walk.Now, messages: 130);
            await walk.CrashAsync(call: 3 + step);
            await walk.AssertAsync(Exactly);
            await walk.DisturbAsync();
            await walk.AssertAsync(Exactly);
        }

        for (var hours = 0; hours < 20; hours += 5)
        {
            walk.Advance(TimeSpan.FromHours(5));
            await walk.DisturbAsync();
            await walk.AssertAsync(Exactly);
        }

        Assert.True(walk.Crashes >= 3);
        await walk.FinishAsync();
        await walk.AssertAsync(Exactly);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public async Task A_sealed_day_in_memory_is_read_anew_after_each_late_event_and_each_time_it_is_sealed_again(int seed)
    {
        var walk = await Walk.StartAsync(emulator, seed);
        await walk.AppendAsync(walk.Now);
        for (var round = 0; round < 4; round++)
        {
            await walk.FinishAsync();
            await walk.AssertAsync(MinutesOnly);
            Assert.Equal(0, await walk.CallsToUsageOfReadingAsync());

            await walk.AppendAsync(At(walk.Random.Next(48), walk.Random));
            await walk.AssertAsync(MinutesOnly);
            Assert.NotEqual(0, await walk.CallsToUsageOfReadingAsync());
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Late_events_count_in_full_but_for_the_latency_of_what_was_settled(int seed)
    {
        var walk = await Walk.StartAsync(emulator, seed);
        for (var step = 0; step < 20; step++)
        {
            await walk.AppendAsync(At(walk.Random.Next(20, 24), walk.Random));
            await walk.DisturbAsync();
            await walk.AssertAsync(MinutesOnly);
            walk.Advance(TimeSpan.FromHours(walk.Random.Next(0, 4)));
        }

        await walk.FinishAsync();
        await walk.AssertAsync(MinutesOnly);
        await walk.AssertEveryUsedBucketWithSamplesHasAMedianAsync();
    }

    private static DateTimeOffset At(int halfHour, Random random) =>
        HalfHour.FirstOf(Day).Start.AddMinutes(30 * halfHour).AddMilliseconds(random.Next(HalfHour.Milliseconds));

    // Settled in the end, samples or medians: the bytes tell whether the figures are the same.
    private static byte[] Exactly(UsageSegment segment) => SegmentCodec.Encode(SegmentEdits.Settle(segment, final: true));

    private static byte[] MinutesOnly(UsageSegment segment)
    {
        var builder = new UsageSegmentBuilder();
        for (var user = 0; user < segment.Users.Length; user++)
        {
            for (var bucket = segment.UserStarts[user]; bucket < segment.UserStarts[user + 1]; bucket++)
            {
                var (id, halfHour) = (segment.Users[user], new HalfHour(segment.HalfHours[bucket]));
                Each(segment.Sessions, bucket, (name, minutes) => builder.AddSession(id, halfHour, segment.SessionNames[name], minutes));
                Each(segment.Apps, bucket, (name, minutes) => builder.AddApp(id, halfHour, segment.AppNames[name], minutes));
                if (segment.Connected[bucket])
                {
                    builder.AddConnection(id, halfHour);
                }
            }
        }

        return SegmentCodec.Encode(builder.Build());

        static void Each(MaskColumn column, int bucket, Action<int, MinuteMask> visit)
        {
            for (var i = column.Starts[bucket]; i < column.Starts[bucket + 1]; i++)
            {
                visit(column.Names[i], new MinuteMask(column.Minutes[i]));
            }
        }
    }

    /// <summary>A random walk of two workers and a reader over one partition, beside the plain merge of all that was appended.</summary>
    private sealed class Walk(Random random, StoredUsage[] workers)
    {
        private readonly List<UsageEvent> _events = [];
        private readonly List<UsageMessage> _messages = [];

        public Random Random => random;

        public DateTimeOffset Now => workers[0].Clock.Now;

        private static CancellationToken Cancel => TestContext.Current.CancellationToken;

        public static async Task<Walk> StartAsync(StorageEmulator emulator, int seed)
        {
            var clock = new ManualClock(HalfHour.FirstOf(Day).Start.AddHours(10));
            var storage = emulator.NewAccount();
            var workers = new[] { new StoredUsage(storage, clock), new StoredUsage(storage, clock) };
            await workers[0].CreateAsync();
            return new Walk(new Random(seed), workers);
        }

        public void Advance(TimeSpan time) => workers[0].Clock.Now += time + TimeSpan.FromSeconds(2);

        public int Crashes { get; private set; }

        public async Task AppendAsync(DateTimeOffset at, int messages = 0)
        {
            var hand = new List<UsageMessage>();
            for (var message = messages > 0 ? messages : random.Next(1, 6); message > 0; message--)
            {
                var events = Enumerable.Range(0, random.Next(1, 12)).Select(_ => NewEvent(at)).ToArray();
                hand.AddRange(Packed.Of(events));
                _events.AddRange(events);

                // Some are written together, as they happen to be in hand.
                if (messages > 0 || message == 1 || random.Next(2) == 0)
                {
                    await workers[random.Next(2)].AppendAsync(hand);
                    _messages.AddRange(hand);
                    hand = [];
                }
            }
        }

        /// <summary>One of: a pass, a pass that crashes, two passes at once, a pass beside an append, old messages again.</summary>
        public async Task DisturbAsync()
        {
            var worker = workers[random.Next(2)];
            switch (random.Next(5))
            {
                case 0:
                    await worker.FoldAsync(Template, Day);
                    break;
                case 1:
                    await CrashAsync(random.Next(1, 9));
                    break;
                case 2:
                    await Task.WhenAll(workers.Select(racer => racer.FoldAsync(Template, Day)));
                    break;
                case 3:
                    await Task.WhenAll(worker.FoldAsync(Template, Day), RedeliverAsync());
                    break;
                default:
                    await RedeliverAsync();
                    break;
            }
        }

        public async Task CrashAsync(int call) =>
            Crashes += await workers[random.Next(2)].FoldAndCrashAsync(Template, Day, call, random.Next(2) == 0) ? 1 : 0;

        /// <summary>Lets the day be sealed and leave the list of loose partitions.</summary>
        public async Task FinishAsync()
        {
            Advance(TimeSpan.FromDays(2));
            await workers[0].FoldAsync(Template, Day);
            Assert.All(await workers[0].RowsAsync(Template, Day), row => Assert.True(row.IsSealed, row.Key));
            Assert.Empty(await workers[0].Index.GetLooseAsync(Cancel));
        }

        public async Task AssertAsync(Func<UsageSegment, byte[]> figures)
        {
            Advance(TimeSpan.Zero);
            var plain = figures(UsageGen.Segment(_events));
            foreach (var worker in workers)
            {
                Assert.Equal(plain, figures(await worker.ReadAsync(Template, Day)));
            }
        }

        /// <summary>How many calls one more reading makes to the table of usage a while later, when it is known what changed until then.</summary>
        public async Task<int> CallsToUsageOfReadingAsync()
        {
            await workers[0].ReadAsync(Template, Day);
            Advance(TimeSpan.FromSeconds(2));
            workers[0].Faults.Requests.Clear();
            await workers[0].ReadAsync(Template, Day);
            return workers[0].Faults.Requests.Count(request => request.AbsolutePath.EndsWith($"/{StorageNames.UsageTable}()", StringComparison.Ordinal));
        }

        public async Task AssertEveryUsedBucketWithSamplesHasAMedianAsync()
        {
            var plain = SegmentEdits.Settle(UsageGen.Segment(_events), final: true);
            var stored = SegmentEdits.Settle(await workers[0].ReadAsync(Template, Day), final: true);
            Assert.Equal(plain.HalfHours, stored.HalfHours);
            for (var bucket = 0; bucket < plain.BucketCount; bucket++)
            {
                Assert.True(float.IsNaN(plain.Medians[bucket]) || !float.IsNaN(stored.Medians[bucket]) || stored.Used[bucket] == 0);
            }
        }

        private async Task RedeliverAsync()
        {
            for (var again = random.Next(4); again > 0 && _messages.Count > 0; again--)
            {
                await workers[random.Next(2)].AppendAsync([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => _messages[random.Next(_messages.Count)]).Distinct()]);
            }
        }

        private UsageEvent NewEvent(DateTimeOffset at)
        {
            var (user, halfHour) = (Users[random.Next(Users.Length)], HalfHour.Of(at));
            return random.Next(3) == 0
                ? new AppMinutes(Template, halfHour, user, random.GetItems(["code", "8080", "Ünï"], 1)[0], MinuteMask.Range(random.Next(15), random.Next(15, 30)))
                : new AgentReport(
                    Template,
                    halfHour,
                    user,
                    Users[random.Next(Users.Length)],
                    random.Next(HalfHour.Milliseconds),
                    random.GetItems(["vscode", "ssh", "zed"], random.Next(3)).Distinct().ToArray(),
                    random.Next(3) > 0,
                    random.Next(4) == 0 ? 0 : random.NextSingle() * 500);
        }
    }
}
