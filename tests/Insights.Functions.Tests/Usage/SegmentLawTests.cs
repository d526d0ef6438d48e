using CsCheck;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Usage;

/// <summary>Merge is a join. Segments are compared as bytes: equal usage has one form only.</summary>
public sealed class SegmentLawTests
{
    [Fact]
    public void Merge_is_commutative() =>
        Gen.Select(UsageGen.Segments, UsageGen.Segments)
            .Sample((a, b) => Same(UsageSegment.Merge(a, b), UsageSegment.Merge(b, a)));

    [Fact]
    public void Merge_is_associative() =>
        Gen.Select(UsageGen.Segments, UsageGen.Segments, UsageGen.Segments)
            .Sample((a, b, c) => Same(UsageSegment.Merge(UsageSegment.Merge(a, b), c), UsageSegment.Merge(a, UsageSegment.Merge(b, c))));

    [Fact]
    public void Merge_is_idempotent() =>
        Gen.Select(UsageGen.Segments, UsageGen.Segments)
            .Sample((a, b) => Same(UsageSegment.Merge(a, a, b, b, a), UsageSegment.Merge(a, b)));

    [Fact]
    public void The_empty_segment_is_the_identity() =>
        UsageGen.Segments.Sample(a => Same(UsageSegment.Merge(a, UsageSegment.Empty), a) && Same(UsageSegment.Merge(UsageSegment.Empty, a), a));

    [Fact]
    public void Merging_many_at_once_is_merging_them_one_by_one() =>
        UsageGen.Segments.Array[0, 6].Sample(all => Same(UsageSegment.Merge(all), all.Aggregate(UsageSegment.Empty, (a, b) => UsageSegment.Merge(a, b))));

    [Fact]
    public void Going_through_segments_side_by_side_makes_what_a_builder_makes_of_them() =>
        UsageGen.Segments.Array[0, 6].Sample(all =>
        {
            var builder = new UsageSegmentBuilder();
            Array.ForEach(all, builder.Add);
            return SegmentUnion.Of(all, NameCap.Max) is { } union && Same(union, builder.Build());
        });

    [Fact]
    public void Any_partition_of_events_in_any_order_with_duplicates_folds_to_the_same_segment() =>
        Gen.Select(UsageGen.Events, Gen.Int[0, int.MaxValue], Gen.Int[1, 7]).Sample((events, seed, parts) =>
        {
            var random = new Random(seed);
            var shuffled = events.Concat(events.Where(_ => random.Next(2) == 0)).ToArray();
            random.Shuffle(shuffled);
            var segments = shuffled.GroupBy(_ => random.Next(parts)).Select(part => Decoded(UsageGen.Segment(part))).ToArray();
            return Same(UsageSegment.Merge(segments), UsageGen.Segment(events));
        });

    [Fact]
    public void Decoding_is_the_inverse_of_encoding_compressed_or_not() =>
        UsageGen.Segments.Sample(segment =>
            Same(SegmentCodec.Decode(SegmentCodec.Encode(segment)), segment)
            && Same(SegmentCodec.Decode(SegmentCodec.EncodeCompressed(segment)), segment));

    private static UsageSegment Decoded(UsageSegment segment) => SegmentCodec.Decode(SegmentCodec.Encode(segment));

    private static bool Same(UsageSegment left, UsageSegment right) => SegmentCodec.Encode(left).AsSpan().SequenceEqual(SegmentCodec.Encode(right));
}
