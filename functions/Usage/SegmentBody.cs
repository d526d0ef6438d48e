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
internal static partial class SegmentBody
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

    private static void WriteIds(PackedWriter writer, Guid[] ids)
    {
        writer.Integer(ids.Length);
        foreach (var id in ids)
        {
            writer.Id(id);
        }
    }

    private static void WriteTexts(PackedWriter writer, string[] texts)
    {
        writer.Integer(texts.Length);
        foreach (var text in texts)
        {
            writer.Text(text);
        }
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

    private static int Before(int[] agents, int[] offsets, int first, int i) => i > first && agents[i - 1] == agents[i] ? offsets[i - 1] : 0;
}
