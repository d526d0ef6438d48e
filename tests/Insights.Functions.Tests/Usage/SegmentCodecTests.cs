using CsCheck;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Usage;

public sealed class SegmentCodecTests
{
    private static readonly Guid User = new("11111111-2222-3333-4444-555555555555");
    private static readonly Guid Agent = new("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee");
    private static readonly HalfHour HalfHour = new(988_001);

    // Stored bytes outlive releases: this segment must read like this for ever.
    private const string Pinned =
        "0100" + // version, flags
        "01" + "11111111222233334444555555555555" + "01" + "aaaaaaaabbbbccccddddeeeeeeeeeeee" + // users, agents
        "01" + "067673636f6465" + "01" + "0438303830" + // session names, app names
        "e1a63c" + "02" + "00" + "00" + // first half-hour, buckets of the user, their half-hours
        "45" + "12" + // connected, 1 session, 1 sample; settled, 1 app
        "00" + "9d01" + "00" + "00" + // names and minutes of sessions and apps
        "0080c742" + // the median
        "00" + "c2b112" + "00004841" + // the sample
        "895e2d09"; // checksum

    [Fact]
    public void Version_1_is_written_byte_for_byte_like_this()
    {
        var bytes = Convert.ToHexStringLower(SegmentCodec.Encode(Sample()));
        Assert.Equal(Pinned, bytes);
    }

    [Fact]
    public void Version_1_is_read_for_ever()
    {
        var segment = SegmentCodec.Decode(Convert.FromHexString(Pinned));
        Assert.Equal([User], segment.Users);
        Assert.Equal([HalfHour.Number, HalfHour.Number + 1], segment.HalfHours);
        Assert.Equal([true, false], segment.Connected);
        Assert.Equal(["vscode"], segment.SessionNames);
        Assert.Equal(["8080"], segment.AppNames);
        Assert.Equal([MinuteMask.Range(5, 6).Bits], segment.Sessions.Minutes);
        Assert.Equal([MinuteMask.Full.Bits], segment.Apps.Minutes);
        Assert.Equal([Agent], segment.Agents);
        Assert.Equal([301_250], segment.Samples.Offsets);
        Assert.Equal([12.5f], segment.Samples.Latencies);
        Assert.Equal([float.NaN, 99.75f], segment.Medians);
    }

    [Fact]
    public void Bytes_that_are_cut_off_anywhere_are_an_error()
    {
        foreach (var bytes in new[] { SegmentCodec.Encode(Sample()), SegmentCodec.EncodeCompressed(Sample()) })
        {
            for (var length = 0; length < bytes.Length; length++)
            {
                Assert.Throws<SegmentFormatException>(() => SegmentCodec.Decode(bytes.AsSpan(0, length)));
            }
        }
    }

    [Fact]
    public void A_changed_byte_is_an_error() =>
        Gen.Select(UsageGen.Segments, Gen.Bool, Gen.Int[0, int.MaxValue], Gen.Byte[1, 255]).Sample((segment, compressed, at, change) =>
        {
            var bytes = compressed ? SegmentCodec.EncodeCompressed(segment) : SegmentCodec.Encode(segment);
            bytes[at % bytes.Length] ^= change;
            Assert.Throws<SegmentFormatException>(() => SegmentCodec.Decode(bytes));
        });

    [Fact]
    public void Foreign_bytes_under_a_valid_checksum_are_an_error_or_a_segment_and_nothing_else() =>
        Gen.Byte.Array[0, 200].Sample(body =>
        {
            byte[] content = [SegmentCodec.Version, 0, .. body];
            try
            {
                SegmentCodec.Decode([.. content, .. BitConverter.GetBytes(System.IO.Hashing.Crc32.HashToUInt32(content))]);
            }
            catch (SegmentFormatException)
            {
                // The one exception that readers have to know.
            }
        });

    [Fact]
    public void An_index_into_an_empty_dictionary_is_an_error()
    {
        // One user with one bucket of one session, and no session name.
        byte[] body = [1, .. User.ToByteArray(bigEndian: true), 0, 0, 0, 0, 1, 0, 0b0101, 0, 0];
        byte[] content = [SegmentCodec.Version, 0, .. body];
        var problem = Assert.Throws<SegmentFormatException>(
            () => SegmentCodec.Decode([.. content, .. BitConverter.GetBytes(System.IO.Hashing.Crc32.HashToUInt32(content))]));
        Assert.Contains("a dictionary of 0", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_version_is_named()
    {
        var bytes = SegmentCodec.Encode(Sample());
        bytes[0] = 9;
        Assert.Contains("version 9", Assert.Throws<SegmentFormatException>(() => SegmentCodec.Decode(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_of_1000_stats_of_300_users_takes_at_most_40_bytes_a_stat()
    {
        // Each user has an agent of its own and reports three or four times within the half-hour, in one or two of four apps.
        var random = new Random(1);
        var users = Enumerable.Range(0, 300).Select(_ => (User: NewId(random), Agent: NewId(random))).ToArray();
        var events = Enumerable.Range(0, 1000).Select(number => new AgentReport(
            UsageGen.Template,
            HalfHour,
            users[number % 300].User,
            users[number % 300].Agent,
            random.Next(HalfHour.Milliseconds),
            random.GetItems(["vscode", "jetbrains", "ssh", "cursor"], random.Next(1, 3)),
            Connected: true,
            random.NextSingle() * 300));
        var bytes = SegmentCodec.Encode(UsageGen.Segment(events));
        TestContext.Current.SendDiagnosticMessage($"{bytes.Length / 1000.0} bytes a stat");
        Assert.InRange(bytes.Length, 1, 40 * 1000);
    }

    private static UsageSegment Sample()
    {
        var builder = new UsageSegmentBuilder();
        builder.AddSession(User, HalfHour, "vscode", MinuteMask.Range(5, 6));
        builder.AddConnection(User, HalfHour);
        builder.AddApp(User, new HalfHour(HalfHour.Number + 1), "8080", MinuteMask.Full);
        builder.AddSample(User, HalfHour, Agent, 301_250, 12.5f);
        builder.AddMedian(User, new HalfHour(HalfHour.Number + 1), 99.75f);
        return builder.Build();
    }

    private static Guid NewId(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
