namespace Insights.Functions.Usage;

/// <summary>Reading: every count is checked against the bytes that are left, and every index against its dictionary.</summary>
internal static partial class SegmentBody
{
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

    private static Guid[] ReadIds(ref PackedReader reader)
    {
        var ids = new Guid[reader.Count(size: 16)];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = reader.Id();
        }

        return ids;
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
        ReadNumbers(ref reader, halfHours);
        for (var user = 0; user < users; user++)
        {
            var next = first;
            for (var i = starts[user]; i < starts[user + 1]; i++)
            {
                halfHours[i] = Sum(next, halfHours[i], HalfHour.MaxNumber);
                next = halfHours[i] + 1;
            }
        }

        return (starts, halfHours);
    }

    // Nearly always each takes one byte: then they are widened, not read one by one.
    private static void ReadNumbers(ref PackedReader reader, Span<int> numbers)
    {
        if (reader.TryTakeSmall(numbers.Length, out var small))
        {
            for (var i = 0; i < small.Length; i++)
            {
                numbers[i] = small[i];
            }

            return;
        }

        foreach (ref var number in numbers)
        {
            number = reader.Integer();
        }
    }

    private static void ReadIndices(ref PackedReader reader, Span<int> indices, int length)
    {
        ReadNumbers(ref reader, indices);
        if (length == 0 ? !indices.IsEmpty : indices.ContainsAnyExceptInRange(0, length - 1))
        {
            throw new SegmentFormatException($"An index is outside of a dictionary of {length}.");
        }
    }

    private static Heads ReadHeads(ref PackedReader reader, int buckets)
    {
        var bytes = reader.Bytes(buckets);
        var heads = new Heads(buckets);
        var (connected, settled, sessionStarts, appStarts, sampleStarts) = (heads.Connected, heads.Settled, heads.SessionStarts, heads.AppStarts, heads.SampleStarts);
        var (sessions, apps, samples) = (0, 0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            var head = bytes[i];
            connected[i] = (head & 1) != 0;
            settled[i] = (head & 2) != 0;
            sessionStarts[i + 1] = sessions = Sum(sessions, ReadCount(ref reader, head >> 2), int.MaxValue);
            appStarts[i + 1] = apps = Sum(apps, ReadCount(ref reader, head >> 4), int.MaxValue);
            sampleStarts[i + 1] = samples = Sum(samples, ReadCount(ref reader, head >> 6), int.MaxValue);
        }

        return heads;
    }

    private static int ReadCount(ref PackedReader reader, int head)
    {
        var count = head & CountMax;
        return count < CountMax ? count : CountMax + reader.Count(size: 1);
    }

    private static MaskColumn ReadMasks(ref PackedReader reader, int[] starts, int names)
    {
        var count = FitsInto(ref reader, starts[^1], size: 2);
        var (indices, minutes) = (new int[count], new uint[count]);
        ReadIndices(ref reader, indices, names);
        for (var i = 0; i < count; i++)
        {
            minutes[i] = MaskCode.Decode(reader.Unsigned());
        }

        return new MaskColumn(starts, indices, minutes);
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

    private static SampleColumn ReadSamples(ref PackedReader reader, int[] starts, int agents)
    {
        var count = FitsInto(ref reader, starts[^1], size: 6);
        var (indices, offsets, latencies) = (new int[count], new int[count], new float[count]);
        ReadIndices(ref reader, indices, agents);
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
