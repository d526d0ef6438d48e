using System.Buffers;

namespace Insights.Functions.Usage;

/// <summary>
/// The body of version 1 of the codec. Numbers are variable-length (7 bits a byte), ids are 16 bytes, big-endian.
/// <code>
/// users, agents, session names, app names    each: count, then the values in order
/// first half-hour
/// buckets of each user
/// half-hour of each bucket                   a user's first: less the first of all; others: less the one before, less 1
/// head of each bucket (1 byte)               bit 0 connected, 1 settled, 2-3 sessions, 4-5 apps, 6-7 samples (3: 3 or more)
/// further counts                             for each 3 of a head in its order: count less 3
/// session names, session minutes, app names, app minutes    an index or a mask (<see cref="MaskCode"/>) for each pair
/// medians of the settled buckets             4 planes: all lowest bytes first, the highest last
/// agents, times, latencies of the samples    index; milliseconds, less the one before if of the same bucket and agent; float
/// </code>
/// Columns of like values compress several times better than rows.
/// </summary>
internal static class SegmentBody
{
    private const int CountMax = 3;

    public static void Write(UsageSegment segment, IBufferWriter<byte> output)
    {
        var writer = new PackedWriter(output);
        WriteIds(writer, segment.Users);
        WriteIds(writer, segment.Agents);
        WriteTexts(writer, segment.SessionNames);
        WriteTexts(writer, segment.AppNames);
        WriteHalfHours(writer, segment);
        WriteHeads(writer, segment);
        WriteMasks(writer, segment.Sessions);
        WriteMasks(writer, segment.Apps);
        WriteMedians(writer, segment.Medians);
        WriteSamples(writer, segment.Samples);
    }

    public static UsageSegment Read(ReadOnlySpan<byte> body)
    {
        var reader = new PackedReader(body);
        var users = ReadIds(ref reader);
        var agents = ReadIds(ref reader);
        var sessionNames = ReadTexts(ref reader);
        var appNames = ReadTexts(ref reader);
        var (userStarts, halfHours) = ReadHalfHours(ref reader, users.Length);
        var heads = ReadHeads(ref reader, halfHours.Length);
        var sessions = ReadMasks(ref reader, heads.SessionStarts, sessionNames.Length);
        var apps = ReadMasks(ref reader, heads.AppStarts, appNames.Length);
        var medians = ReadMedians(ref reader, heads.Settled);
        var samples = ReadSamples(ref reader, heads.SampleStarts, agents.Length);
        if (reader.Remaining != 0)
        {
            throw new SegmentFormatException($"{reader.Remaining} bytes follow the end of the segment.");
        }

        var segment = new UsageSegment(users, agents, sessionNames, appNames, userStarts, halfHours, heads.Connected, medians, sessions, apps, samples);
        CanonicalForm.Check(segment);
        return segment;
    }

    private static void WriteIds(PackedWriter writer, Guid[] ids)
    {
        writer.Integer(ids.Length);
        foreach (var id in ids)
        {
            writer.Id(id);
        }
    }

    private static Guid[] ReadIds(ref PackedReader reader)
    {
        var ids = new Guid[reader.Count(size: 16)];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = reader.Id();
        }

        return ids;
    }

    private static void WriteTexts(PackedWriter writer, string[] texts)
    {
        writer.Integer(texts.Length);
        foreach (var text in texts)
        {
            writer.Text(text);
        }
    }

    private static string[] ReadTexts(ref PackedReader reader)
    {
        var texts = new string[reader.Count(size: 1)];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.Text();
        }

        return texts;
    }

    private static void WriteHalfHours(PackedWriter writer, UsageSegment segment)
    {
        var first = segment.IsEmpty ? 0 : segment.HalfHours.Min();
        writer.Integer(first);
        for (var user = 0; user < segment.Users.Length; user++)
        {
            writer.Integer(segment.UserStarts[user + 1] - segment.UserStarts[user]);
        }

        for (var user = 0; user < segment.Users.Length; user++)
        {
            var next = first;
            for (var i = segment.UserStarts[user]; i < segment.UserStarts[user + 1]; i++)
            {
                writer.Integer(segment.HalfHours[i] - next);
                next = segment.HalfHours[i] + 1;
            }
        }
    }

    private static (int[] UserStarts, int[] HalfHours) ReadHalfHours(ref PackedReader reader, int users)
    {
        var first = Sum(0, reader.Integer(), HalfHour.MaxNumber);
        var starts = new int[users + 1];
        for (var user = 0; user < users; user++)
        {
            starts[user + 1] = starts[user] + reader.Count(size: 1);
            if (starts[user + 1] > reader.Remaining)
            {
                throw new SegmentFormatException($"{starts[user + 1]} buckets do not fit into the {reader.Remaining} bytes left.");
            }
        }

        var halfHours = new int[starts[users]];
        for (var user = 0; user < users; user++)
        {
            var next = first;
            for (var i = starts[user]; i < starts[user + 1]; i++)
            {
                halfHours[i] = Sum(next, reader.Integer(), HalfHour.MaxNumber);
                next = halfHours[i] + 1;
            }
        }

        return (starts, halfHours);
    }

    private static void WriteHeads(PackedWriter writer, UsageSegment segment)
    {
        for (var i = 0; i < segment.BucketCount; i++)
        {
            var (sessions, apps, samples) = (segment.Sessions.CountOf(i), segment.Apps.CountOf(i), segment.Samples.CountOf(i));
            writer.Byte((byte)(
                (segment.Connected[i] ? 1 : 0)
                | (float.IsNaN(segment.Medians[i]) ? 0 : 2)
                | (Math.Min(sessions, CountMax) << 2)
                | (Math.Min(apps, CountMax) << 4)
                | (Math.Min(samples, CountMax) << 6)));
        }

        for (var i = 0; i < segment.BucketCount; i++)
        {
            WriteFurther(writer, segment.Sessions.CountOf(i));
            WriteFurther(writer, segment.Apps.CountOf(i));
            WriteFurther(writer, segment.Samples.CountOf(i));
        }
    }

    private static void WriteFurther(PackedWriter writer, int count)
    {
        if (count >= CountMax)
        {
            writer.Integer(count - CountMax);
        }
    }

    private static Heads ReadHeads(ref PackedReader reader, int buckets)
    {
        var bytes = reader.Bytes(buckets);
        var heads = new Heads(buckets);
        for (var i = 0; i < bytes.Length; i++)
        {
            var head = bytes[i];
            heads.Connected[i] = (head & 1) != 0;
            heads.Settled[i] = (head & 2) != 0;
            heads.SessionStarts[i + 1] = Sum(heads.SessionStarts[i], ReadCount(ref reader, head >> 2), int.MaxValue);
            heads.AppStarts[i + 1] = Sum(heads.AppStarts[i], ReadCount(ref reader, head >> 4), int.MaxValue);
            heads.SampleStarts[i + 1] = Sum(heads.SampleStarts[i], ReadCount(ref reader, head >> 6), int.MaxValue);
        }

        return heads;
    }

    private static int ReadCount(ref PackedReader reader, int head)
    {
        var count = head & CountMax;
        return count < CountMax ? count : CountMax + reader.Count(size: 1);
    }

    private static void WriteMasks(PackedWriter writer, MaskColumn column)
    {
        foreach (var name in column.Names)
        {
            writer.Integer(name);
        }

        foreach (var minutes in column.Minutes)
        {
            writer.Integer(MaskCode.Encode(minutes));
        }
    }

    private static MaskColumn ReadMasks(ref PackedReader reader, int[] starts, int names)
    {
        var count = FitsInto(ref reader, starts[^1], size: 2);
        var (indices, minutes) = (new int[count], new uint[count]);
        for (var i = 0; i < count; i++)
        {
            indices[i] = ReadIndex(ref reader, names);
        }

        for (var i = 0; i < count; i++)
        {
            minutes[i] = MaskCode.Decode(reader.Unsigned());
        }

        return new MaskColumn(starts, indices, minutes);
    }

    private static void WriteMedians(PackedWriter writer, float[] medians)
    {
        for (var shift = 0; shift < 32; shift += 8)
        {
            foreach (var median in medians)
            {
                if (!float.IsNaN(median))
                {
                    writer.Byte((byte)(BitConverter.SingleToUInt32Bits(median) >> shift));
                }
            }
        }
    }

    private static float[] ReadMedians(ref PackedReader reader, bool[] settled)
    {
        var count = settled.AsSpan().Count(true);
        var planes = reader.Bytes(count * 4);
        var medians = new float[settled.Length];
        for (int i = 0, at = 0; i < medians.Length; i++)
        {
            medians[i] = settled[i]
                ? BitConverter.UInt32BitsToSingle(
                    planes[at] | ((uint)planes[count + at] << 8) | ((uint)planes[(2 * count) + at] << 16) | ((uint)planes[(3 * count) + at++] << 24))
                : float.NaN;
        }

        return medians;
    }

    private static void WriteSamples(PackedWriter writer, SampleColumn samples)
    {
        foreach (var agent in samples.Agents)
        {
            writer.Integer(agent);
        }

        for (var bucket = 0; bucket < samples.Starts.Length - 1; bucket++)
        {
            for (var i = samples.Starts[bucket]; i < samples.Starts[bucket + 1]; i++)
            {
                writer.Integer(samples.Offsets[i] - Before(samples.Agents, samples.Offsets, samples.Starts[bucket], i));
            }
        }

        foreach (var latency in samples.Latencies)
        {
            writer.Single(latency);
        }
    }

    private static SampleColumn ReadSamples(ref PackedReader reader, int[] starts, int agents)
    {
        var count = FitsInto(ref reader, starts[^1], size: 6);
        var (indices, offsets, latencies) = (new int[count], new int[count], new float[count]);
        for (var i = 0; i < count; i++)
        {
            indices[i] = ReadIndex(ref reader, agents);
        }

        for (var bucket = 0; bucket < starts.Length - 1; bucket++)
        {
            for (var i = starts[bucket]; i < starts[bucket + 1]; i++)
            {
                offsets[i] = Sum(Before(indices, offsets, starts[bucket], i), reader.Integer(), HalfHour.Milliseconds - 1);
            }
        }

        for (var i = 0; i < count; i++)
        {
            latencies[i] = reader.Single();
        }

        return new SampleColumn(starts, indices, offsets, latencies);
    }

    private static int Before(int[] agents, int[] offsets, int first, int i) => i > first && agents[i - 1] == agents[i] ? offsets[i - 1] : 0;

    private static int ReadIndex(ref PackedReader reader, int length)
    {
        var index = reader.Integer();
        return index < length ? index : throw new SegmentFormatException($"The index {index} is outside of a dictionary of {length}.");
    }

    private static int Sum(int left, int right, int max) =>
        right <= max - left ? left + right : throw new SegmentFormatException($"{left} and {right} are more than {max}.");

    private static int FitsInto(ref PackedReader reader, int count, int size) =>
        count >= 0 && count <= reader.Remaining / size
            ? count
            : throw new SegmentFormatException($"{count} items of at least {size} bytes do not fit into the {reader.Remaining} bytes left.");

    private sealed class Heads(int buckets)
    {
        public bool[] Connected { get; } = new bool[buckets];

        public bool[] Settled { get; } = new bool[buckets];

        public int[] SessionStarts { get; } = new int[buckets + 1];

        public int[] AppStarts { get; } = new int[buckets + 1];

        public int[] SampleStarts { get; } = new int[buckets + 1];
    }
}
