using CsCheck;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Usage;

public sealed class UsageMessageTests
{
    // Messages outlive releases too: one that waits on the queue while a new release is deployed must still be read.
    private const string Pinned =
        "AQEjRWeJq83vASNFZ4mrze8BqqqqqgAAAAAAAAAAAAAAAeGmPCcBAAERERERIiIzM0REVVVVVVVVAAABBDgwODDhpjwBABAAAHv/vAA=";

    [Fact]
    public void Version_1_is_written_and_read_like_this_for_ever()
    {
        var id = new Guid("01234567-89ab-cdef-0123-456789abcdef");
        var segment = SegmentCodec.Encode(UsageGen.Segment(
            new AppMinutes(UsageGen.Template, new HalfHour(988_001), new Guid("11111111-2222-3333-4444-555555555555"), "8080", MinuteMask.Full)));
        var message = new UsageMessage(id, [new UsagePart(UsageGen.Template, new HalfHour(988_001), segment)]);

        Assert.Equal(Pinned, message.ToText());
        var read = UsageMessage.Parse(Pinned);
        Assert.Equal(id, read.Id);
        var part = Assert.Single(read.Parts);
        Assert.Equal((UsageGen.Template, new HalfHour(988_001)), (part.Template, part.HalfHour));
        Assert.Equal(segment, part.Segment.ToArray());
    }

    [Fact]
    public void A_settled_median_travels_as_version_1_always_could()
    {
        CountedBucket.TryCreate(
            UsageGen.Template, new HalfHour(988_001), new Guid("11111111-2222-3333-4444-555555555555"), 10,
            [new("vscode", 10)], [new("8080", 3)], 31.5f, out var bucket, out _);
        var message = new UsageMessage(
            new Guid("01234567-89ab-cdef-0123-456789abcdef"),
            [new UsagePart(UsageGen.Template, new HalfHour(988_001), SegmentCodec.Encode(UsageGen.Segment(bucket!)))]);

        const string PinnedMedian = "AQEjRWeJq83vASNFZ4mrze8BqqqqqgAAAAAAAAAAAAAAAeGmPDQBAAERERERIiIzM0REVVVVVVVVAAEGdnNjb2RlAQQ4MDgw4aY8AQAXAAoAAwAA/EGzJ2gN";
        Assert.Equal(PinnedMedian, message.ToText());
        var read = SegmentCodec.Decode(UsageMessage.Parse(PinnedMedian).Parts[0].Segment.Span);
        Assert.Equal([31.5f], read.Medians);
        Assert.Equal([true], read.Connected);
    }

    [Fact]
    public void A_bucket_of_more_names_than_a_message_holds_is_cut()
    {
        var names = Enumerable.Range(0, 1000).Select(number => KeyValuePair.Create($"{number}{new string('ｚ', 200)}", 1)).ToArray();
        CountedBucket.TryCreate(UsageGen.Template, new HalfHour(988_001), Guid.Empty, 30, names, names, 31.5f, out var bucket, out _);
        var parts = Packed.Of([bucket!]).SelectMany(message => UsageMessage.Parse(message.ToText()).Parts);
        Assert.True(Same(UsageSegment.Merge([.. parts.Select(part => SegmentCodec.Decode(part.Segment.Span))]), UsageGen.Segment(bucket!)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("AgAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_message_is_an_error(string text) => Assert.Throws<SegmentFormatException>(() => UsageMessage.Parse(text));

    [Fact]
    public void A_message_that_is_cut_off_anywhere_is_an_error()
    {
        var bytes = Convert.FromBase64String(Pinned);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<SegmentFormatException>(() => UsageMessage.Parse(Convert.ToBase64String(bytes, 0, length)));
        }
    }

    [Fact]
    public void Packing_loses_nothing_and_keeps_every_message_within_the_limit() =>
        Gen.Select(UsageGen.Events, Gen.Int[0, 2], Gen.Int[0, int.MaxValue]).Sample(
            (events, templates, seed) =>
            {
                var random = new Random(seed);
                var spread = events.Select(one => one with { Template = new Guid(random.Next(templates + 1), 0, 0, new byte[8]) }).ToArray();
                var parts = Packed.Of(spread).SelectMany(message => UsageMessage.Parse(message.ToText()).Parts).ToLookup(part => part.Template);
                return spread.GroupBy(one => one.Template).All(template => Same(
                    UsageSegment.Merge([.. parts[template.Key].Select(part => SegmentCodec.Decode(part.Segment.Span))]), UsageGen.Segment(template)));
            },
            iter: 1000);

    [Fact]
    public void More_than_a_message_holds_of_one_users_half_hour_is_cut_and_merges_again()
    {
        var random = new Random(7);
        var user = Guid.NewGuid();
        var events = Enumerable.Range(0, 10_000).Select(_ => new AgentReport(
            UsageGen.Template, new HalfHour(988_001), user, Guid.NewGuid(), random.Next(HalfHour.Milliseconds), ["ssh"], true, random.NextSingle() + 1)).ToArray();
        var messages = Packed.Of(events).ToList();
        Assert.InRange(messages.Count, 6, 12);
        Assert.All(messages, message => Assert.InRange(message.ToText().Length, 1, 64 * 1024));
        Assert.All(messages, message => Assert.Equal(message.Parts.Count, message.Parts.Select(part => (part.Template, part.HalfHour)).Distinct().Count()));
        var merged = UsageSegment.Merge([.. messages.SelectMany(message => message.Parts).Select(part => SegmentCodec.Decode(part.Segment.Span))]);
        Assert.True(Same(merged, UsageGen.Segment(events)));
    }

    private static bool Same(UsageSegment left, UsageSegment right) => SegmentCodec.Encode(left).AsSpan().SequenceEqual(SegmentCodec.Encode(right));
}
