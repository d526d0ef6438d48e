using CsCheck;
using Insights.Functions.Tests.Shared;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Usage;

/// <summary>What memory keeps of a segment is all of it, whatever is in it.</summary>
public sealed class DenseSegmentTests
{
    [Fact]
    public void What_is_unpacked_is_what_was_packed() =>
        UsageGen.Segments.Sample(segment =>
        {
            var dense = DenseSegment.Of(segment);
            Assert.Equal(segment.BucketCount, dense.BucketCount);
            Assert.Equal(SegmentCodec.Encode(segment), SegmentCodec.Encode(dense.Unpack()));
        });

    [Fact]
    public void Parts_have_the_buckets_of_their_users_and_no_others() =>
        Gen.Select(UsageGen.Segments, Gen.Int[0, 4], Gen.Int[0, 4]).Sample((segment, one, other) =>
        {
            var (first, end) = (Math.Min(Math.Min(one, other), segment.Users.Length), Math.Min(Math.Max(one, other), segment.Users.Length));
            var reader = new DenseReader(DenseSegment.Of(segment), SegmentColumns.All);
            reader.SkipTo(first);
            var parts = new List<UsageSegment>();
            for (var user = first; user < end; user++)
            {
                parts.Add(reader.Read(1));
            }

            var expected = new UsageSegmentBuilder();
            expected.Add(segment, (user, _) => user >= first && user < end ? BucketParts.All : BucketParts.None);
            Assert.Equal(SegmentCodec.Encode(expected.Build()), SegmentCodec.Encode(UsageSegment.Merge(parts.Count == 1 ? [parts[0], UsageSegment.Empty] : parts)));
        });

    [Theory]
    [InlineData(SegmentColumns.Usage)]
    [InlineData(SegmentColumns.Names)]
    [InlineData(SegmentColumns.Latencies)]
    [InlineData(SegmentColumns.All)]
    internal void The_minutes_of_usage_need_no_other_column(SegmentColumns columns)
    {
        UsageGen.Segments.Sample(segment =>
        {
            var part = new DenseReader(DenseSegment.Of(segment), columns).Read(segment.Users.Length);
            Assert.Equal(segment.Used, part.Used);
            Assert.Equal(segment.HalfHours, part.HalfHours);
            Assert.Equal(columns.HasFlag(SegmentColumns.Names) ? segment.Sessions.Names : [], part.Sessions.Names);
            Assert.Equal(columns.HasFlag(SegmentColumns.Latencies) ? segment.Medians : [], part.Medians);
        });
    }

    [Fact]
    public void Hundreds_of_names_and_of_minutes_that_are_no_run_are_kept()
    {
        var builder = new UsageSegmentBuilder();
        for (var name = 0; name < 600; name++)
        {
            builder.AddSession(new Guid(1, 0, 0, new byte[8]), new HalfHour(988_000), $"s{name}", new MinuteMask((uint)name + 1));
            builder.AddApp(new Guid(name % 7, 0, 0, new byte[8]), new HalfHour(988_000 + (name % 48)), $"a{name}", new MinuteMask(0x2aaaaaaau >> (name % 20)));
        }

        var segment = builder.Build();
        Assert.Equal(SegmentCodec.Encode(segment), SegmentCodec.Encode(DenseSegment.Of(segment).Unpack()));
    }

    [Fact]
    public void Every_set_of_minutes_has_a_number_of_its_own() =>
        Gen.UInt[1, (1u << 30) - 1].Sample(minutes =>
        {
            var number = MinuteByte.Encode(minutes);
            Assert.Equal(minutes, number < ByteColumn.Escape ? MinuteByte.Decode((byte)number) : MinuteByte.Decode(number));
        });

    [Fact]
    public void Runs_from_the_first_minute_or_to_the_last_take_a_byte()
    {
        for (var edge = 0; edge < HalfHour.Minutes; edge++)
        {
            foreach (var minutes in new[] { MinuteMask.Range(0, edge).Bits, MinuteMask.Range(edge, HalfHour.Minutes - 1).Bits })
            {
                Assert.InRange(MinuteByte.Encode(minutes), 0, ByteColumn.Escape - 1);
                Assert.Equal(minutes, MinuteByte.Decode((byte)MinuteByte.Encode(minutes)));
            }
        }
    }

    [Fact]
    public void Half_hours_of_more_than_a_day_are_refused()
    {
        var builder = new UsageSegmentBuilder();
        builder.AddConnection(Guid.Empty, new HalfHour(0));
        builder.AddApp(Guid.Empty, new HalfHour(0), "a", MinuteMask.Full);
        builder.AddApp(Guid.Empty, new HalfHour(64), "a", MinuteMask.Full);
        Assert.Throws<SegmentFormatException>(() => DenseSegment.Of(builder.Build()));
    }

    [Fact]
    public void A_bucket_of_a_working_day_takes_at_most_11_bytes_of_memory()
    {
        var random = new Random(1);
        var segment = Workday.Settled(Enumerable.Range(0, 100).Select(_ => Workday.NewId(random)), new DateOnly(2026, 10, 1), random);
        Assert.InRange((double)DenseSegment.Of(segment).MemorySize / segment.BucketCount, 1, 11);
    }
}
