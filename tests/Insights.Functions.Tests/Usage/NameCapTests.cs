using System.Globalization;
using CsCheck;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Usage;

/// <summary>Names are bounded, and merging stays a join. Segments are compared as bytes.</summary>
public sealed class NameCapTests
{
    private const int Max = 3;

    private static readonly Guid User = new("11111111-0000-0000-0000-000000000001");
    private static readonly HalfHour HalfHour = new(988_000);

    // More names than three, known and unknown, of slugs and ports, in buckets that collide.
    private static readonly Gen<UsageEvent> Sessions =
        from user in Gen.Int[1, 2]
        from halfHour in Gen.Int[0, 2]
        from minute in Gen.Int[0, 4]
        from names in Gen.OneOf<string>("vscode", "ssh", "jetbrains", "emacs", "vim", "nano", "ed", "unknown").HashSet[1, 4]
        select (UsageEvent)new AgentReport(Template, new HalfHour(988_000 + halfHour), Id(user), User, minute * 60_000, names, Connected: true, Latency: 5);

    private static readonly Gen<UsageEvent> Minutes =
        from user in Gen.Int[1, 2]
        from halfHour in Gen.Int[0, 2]
        from bits in Gen.UInt[1, 31]
        from name in Gen.OneOf<string>("code", "web", "jupyter", "8080", "3000", "9", AppMinutes.Terminal, AppMinutes.Unknown)
        select (UsageEvent)new AppMinutes(Template, new HalfHour(988_000 + halfHour), Id(user), name, new MinuteMask(bits));

    private static readonly Gen<UsageEvent[]> Events = Gen.OneOf(Sessions, Minutes).Array[0, 30];

    private static readonly Gen<UsageSegment> Segments = Events.Select(events => Built(events));

    private static Guid Template => UsageGen.Template;

    [Fact]
    public void Merge_is_commutative() => Gen.Select(Segments, Segments).Sample((a, b) => Same(Merged(a, b), Merged(b, a)));

    [Fact]
    public void Merge_is_associative() =>
        Gen.Select(Segments, Segments, Segments).Sample((a, b, c) => Same(Merged(Merged(a, b), c), Merged(a, Merged(b, c))) && Same(Merged(a, b, c), Merged(a, Merged(b, c))));

    [Fact]
    public void Merge_is_idempotent() => Gen.Select(Segments, Segments).Sample((a, b) => Same(Merged(Merged(a, b), a, b, b), Merged(a, b)));

    [Fact]
    public void However_events_are_shared_out_and_merged_the_same_names_stay_with_the_same_minutes() =>
        Gen.Select(Events, Gen.Int[0, int.MaxValue], Gen.Int[1, 7]).Sample((events, seed, parts) =>
        {
            var random = new Random(seed);
            var shuffled = events.Concat(events.Where(_ => random.Next(2) == 0)).ToArray();
            random.Shuffle(shuffled);
            var segments = shuffled.GroupBy(_ => random.Next(parts)).Select(part => Built(part)).ToList();
            while (segments.Count > 1)
            {
                // Some of them, in any order, become one: as folding does, half-hour by half-hour or not.
                var some = segments.OrderBy(_ => random.Next()).Take(random.Next(2, 4)).ToArray();
                segments.RemoveAll(some.Contains);
                segments.Add(SegmentCodec.Decode(SegmentCodec.Encode(Merged(some))));
            }

            return Same(Merged([.. segments]), Built(events));
        });

    [Fact]
    public void No_minute_is_lost_and_no_name_is_there_that_was_not() =>
        Events.Sample(events =>
        {
            var (all, kept) = (UsageGen.Segment(events), Built(events));
            Assert.Equal(all.Used, kept.Used);
            Assert.Equal(all.HalfHours, kept.HalfHours);
            Assert.InRange(kept.SessionNames.Count(name => name != SessionApp.Unknown), 0, Max);
            Assert.InRange(kept.AppNames.Count(name => name != AppMinutes.Unknown), 0, Max);
            Assert.Empty(kept.SessionNames.Except(all.SessionNames).Except([SessionApp.Unknown]));

            // Within the bound nothing is touched.
            return Math.Max(all.SessionNames.Length, all.AppNames.Length) > Max || Same(all, kept);
        });

    [Fact]
    public void Names_that_figures_are_made_of_stay_whatever_else_there_is()
    {
        string[] families = ["vscode", "vscode_insiders", "cursor", "jetbrains", "reconnecting_pty", "ssh", "zed", "sftp"];
        var builder = new UsageSegmentBuilder();
        for (var number = 0; number < 5 * NameCap.Max; number++)
        {
            builder.AddSession(User, HalfHour, Text("made up", number), MinuteMask.Range(3, 3));
            builder.AddApp(User, HalfHour, Text("", number), MinuteMask.Range(4, 4));
        }

        var slugs = Enumerable.Range(0, 900).Select(number => Text("slug-", number)).ToArray();
        foreach (var (add, names) in new (Action<string>, string[])[]
        {
            (name => builder.AddSession(User, HalfHour, name, MinuteMask.Full), families),
            (name => builder.AddApp(User, HalfHour, name, MinuteMask.Full), [AppMinutes.Terminal, .. slugs]),
        })
        {
            Array.ForEach(names, name => add(name));
        }

        var segment = builder.Build();
        Assert.Empty(families.Except(segment.SessionNames));
        Assert.Empty(slugs.Append(AppMinutes.Terminal).Except(segment.AppNames));
        Assert.Equal((NameCap.Max + 1, NameCap.Max + 1), (segment.SessionNames.Length, segment.AppNames.Length));
        Assert.True(segment.HasNamesLeftOut);
    }

    [Fact]
    public void Which_names_stay_is_the_same_in_every_release()
    {
        // Stored segments were cut by this order: another one would not be the same bound.
        var builder = new UsageSegmentBuilder(maxNames: 4);
        foreach (var name in (string[])["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "80", "8080", "65535", "123456", AppMinutes.Terminal])
        {
            builder.AddApp(User, HalfHour, name, MinuteMask.Full);
        }

        Assert.Equal("123456 [terminal] [unknown] delta gamma", string.Join(' ', builder.Build().AppNames));
    }

    [Fact]
    public void A_merge_of_many_rows_holds_what_it_makes_of_them_and_not_all_of_them()
    {
        // 3,000 names a row, as an earlier release may have stored them, and the same minutes again and again.
        var rows = Enumerable.Range(0, 20).Select(row =>
        {
            var builder = new UsageSegmentBuilder(int.MaxValue);
            for (var number = 0; number < 3000; number++)
            {
                builder.AddApp(User, HalfHour, Text($"row-{row}-", number), MinuteMask.Range(row, row));
            }

            for (var number = 0; number < 2000; number++)
            {
                builder.AddSession(Id(number), HalfHour, "ssh", MinuteMask.Full);
            }

            return builder.Build();
        }).ToArray();
        var merged = UsageSegment.Merge(rows);
        Assert.Equal(NameCap.Max + 1, merged.AppNames.Length);
        Assert.Equal(MinuteMask.Range(0, 19).Bits, merged.Used[Array.IndexOf(merged.Users, User)]);
        Assert.True(Same(UsageSegment.Merge(rows), rows.Reverse().Aggregate(UsageSegment.Empty, (a, b) => UsageSegment.Merge(a, b))));
    }

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 9]);

    private static string Text(string before, int number) => string.Create(CultureInfo.InvariantCulture, $"{before}{number}");

    private static UsageSegment Merged(params UsageSegment[] segments) => UsageSegment.MergeWithin(Max, segments);

    private static UsageSegment Built(params IEnumerable<UsageEvent> events)
    {
        var builder = new UsageSegmentBuilder(Max);
        foreach (var one in events)
        {
            one.AddTo(builder);
        }

        return builder.Build();
    }

    private static bool Same(UsageSegment left, UsageSegment right) => SegmentCodec.Encode(left).AsSpan().SequenceEqual(SegmentCodec.Encode(right));
}
