using CsCheck;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Usage;

/// <summary>A bucket of counts becomes minutes of which every figure is the one that was counted.</summary>
public sealed class CountedBucketTests
{
    private static readonly Guid Template = new("aaaaaaaa-0000-0000-0000-000000000001");
    private static readonly Guid User = new("bbbbbbbb-0000-0000-0000-000000000001");
    private static readonly HalfHour When = new(988_000);

    private static readonly Gen<Counts> AnyCounts =
        from minutes in Gen.Int[1, HalfHour.Minutes]
        from sessions in Gen.Dictionary(Gen.OneOf<string>("vscode", "cursor", "kiro", "jetbrains", "ssh", "zed", "sftp", "emacs"), Gen.Int[0, minutes])[0, 5]
        from apps in Gen.Dictionary(Gen.OneOf<string>("code-server", "8080", AppMinutes.Terminal, "Ünïcode"), Gen.Int[0, minutes])[0, 4]
        from median in Gen.OneOf(Gen.Const((float?)null), Gen.Float[0.001f, 5000f].Select(value => (float?)value))
        select new Counts(minutes, sessions, apps, median);

    private static readonly Gen<Counts> TrueCounts = AnyCounts.Where(counts => counts.Sessions.Values.Sum() + counts.Apps.Values.Sum() >= counts.Minutes);

    [Fact]
    public void Every_application_and_the_bucket_itself_have_exactly_the_minutes_that_were_counted() =>
        TrueCounts.Sample(counts =>
        {
            var segment = SegmentOf(counts);
            return CountsOf(segment.Sessions, segment.SessionNames).SetEquals(Used(counts.Sessions))
                && CountsOf(segment.Apps, segment.AppNames).SetEquals(Used(counts.Apps))
                && new MinuteMask(segment.Used[0]) == MinuteMask.Range(0, counts.Minutes - 1);
        });

    [Fact]
    public void A_family_has_the_minutes_of_its_applications_together_up_to_those_of_the_bucket() =>
        TrueCounts.Sample(counts =>
        {
            var segment = SegmentOf(counts);
            return counts.Sessions.Where(app => app.Value > 0).GroupBy(app => SessionApp.FamilyOf(app.Key)).All(family =>
                UnionOf(segment, family.Select(app => app.Key)).Count == Math.Min(counts.Minutes, family.Sum(app => app.Value)));
        });

    [Fact]
    public void The_median_is_settled_and_sessions_are_connected() =>
        TrueCounts.Sample(counts =>
        {
            var segment = SegmentOf(counts);
            return segment.Medians[0].Equals(counts.Median ?? float.NaN) && segment.SampleCount == 0
                && segment.Connected[0] == counts.Sessions.Values.Any(minutes => minutes > 0);
        });

    [Fact]
    public void The_same_counts_in_any_order_choose_the_same_minutes() =>
        Gen.Select(TrueCounts, Gen.Int).Sample((counts, seed) =>
        {
            var random = new Random(seed);
            var (sessions, apps) = (counts.Sessions.ToArray(), counts.Apps.ToArray());
            random.Shuffle(sessions);
            random.Shuffle(apps);
            var other = SegmentOf(counts with { Sessions = new(sessions), Apps = new(apps) });
            return SegmentCodec.Encode(other).AsSpan().SequenceEqual(SegmentCodec.Encode(SegmentOf(counts)));
        });

    [Fact]
    public void Counts_are_taken_when_they_can_be_true_and_only_then() =>
        AnyCounts.Sample(counts =>
        {
            var sum = counts.Sessions.Values.Sum() + counts.Apps.Values.Sum();
            return Create(counts, out var problem) is null == sum < counts.Minutes && problem is null == sum >= counts.Minutes;
        });

    [Fact]
    public void An_example_is_laid_out_one_application_after_another()
    {
        var segment = SegmentOf(new Counts(5, new() { ["vscode"] = 3, ["ssh"] = 1 }, new() { ["code-server"] = 4 }, 20f));
        Assert.Equal(["ssh", "vscode"], segment.SessionNames);
        Assert.Equal([0b01000u, 0b00111u], segment.Sessions.Minutes);
        Assert.Equal([0b10111u], segment.Apps.Minutes);
    }

    [Fact]
    public void Spellings_of_one_name_are_one_application()
    {
        var segment = SegmentOf(new Counts(4, new() { ["Code-Server"] = 3, ["code server"] = 3 }, [], null));
        Assert.Equal(["code_server"], segment.SessionNames);
        Assert.Equal([0b1111u], segment.Sessions.Minutes);
    }

    [Theory]
    [InlineData(0, 0, 0, null, "must have used 1 to 30 minutes, but has 0")]
    [InlineData(31, 30, 30, null, "must have used 1 to 30 minutes, but has 31")]
    [InlineData(10, 11, 0, null, "must have applications of at most the 10 minutes that it was used, and of none less than 0")]
    [InlineData(10, 10, -1, null, "must have applications of at most the 10 minutes that it was used, and of none less than 0")]
    [InlineData(10, 4, 5, null, "must have applications that cover the 10 minutes that it was used, but they have only 9 together")]
    [InlineData(10, 10, 0, float.NaN, "must have a finite median latency")]
    [InlineData(10, 10, 0, float.PositiveInfinity, "must have a finite median latency")]
    public void What_cannot_be_true_is_refused_with_a_reason(int minutes, int session, int app, float? median, string expected)
    {
        Assert.Null(Create(new Counts(minutes, new() { ["vscode"] = session }, new() { ["8080"] = app }, median), out var problem));
        Assert.Equal(expected, problem);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-0.001f)]
    public void A_median_that_is_no_latency_is_none(float median) =>
        Assert.Equal([float.NaN], SegmentOf(new Counts(1, new() { ["ssh"] = 1 }, [], median)).Medians);

    private static CountedBucket? Create(Counts counts, out string? problem)
    {
        CountedBucket.TryCreate(Template, When, User, counts.Minutes, counts.Sessions, counts.Apps, counts.Median, out var bucket, out problem);
        return bucket;
    }

    private static UsageSegment SegmentOf(Counts counts)
    {
        var segment = UsageGen.Segment(Create(counts, out _)!);
        Assert.Equal(1, segment.BucketCount);
        return segment;
    }

    private static HashSet<(string Name, int Minutes)> CountsOf(MaskColumn column, string[] names) =>
        [.. column.Names.Select((name, i) => (names[name], new MinuteMask(column.Minutes[i]).Count))];

    private static IEnumerable<(string Name, int Minutes)> Used(Dictionary<string, int> counts) =>
        counts.Where(app => app.Value > 0).Select(app => (app.Key, app.Value));

    private static MinuteMask UnionOf(UsageSegment segment, IEnumerable<string> names) =>
        names.Select(name => segment.Sessions.Minutes[Array.IndexOf(segment.Sessions.Names, Array.IndexOf(segment.SessionNames, name))])
            .Aggregate(new MinuteMask(0), (union, minutes) => union | new MinuteMask(minutes));

    private sealed record Counts(int Minutes, Dictionary<string, int> Sessions, Dictionary<string, int> Apps, float? Median);
}
