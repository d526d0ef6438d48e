using Insights.Functions.Usage;

namespace Insights.Functions.Ingest;

/// <summary>Packs events into as few queue messages as hold them.</summary>
internal static class UsagePacker
{
    private const int MaxSegment = UsageMessage.MaxLength - UsageMessage.Overhead - UsageMessage.PartOverhead;

    /// <summary>
    /// The messages that carry the events: one segment for each template and half-hour, and more only where one would not fit into a
    /// message. Templates stay together, so that a message touches few partitions. Each is made when it is asked for.
    /// </summary>
    public static IEnumerable<UsageMessage> Pack(IEnumerable<UsageEvent> events)
    {
        var (parts, length) = (new List<UsagePart>(), UsageMessage.Overhead);
        foreach (var group in events is SessionMinutes ? Consecutive(events) : Sorted(events))
        {
            var key = (group[0].Template, group[0].HalfHour);
            foreach (var segment in Segments(group))
            {
                var needed = UsageMessage.PartOverhead + segment.Length;

                // A message has one part of a template and half-hour at most: its row is keyed by them and the message's id.
                var taken = parts.Count > 0 && (parts[^1].Template, parts[^1].HalfHour) == key;
                if (taken || length + needed > UsageMessage.MaxLength)
                {
                    yield return new UsageMessage(Guid.NewGuid(), parts);
                    (parts, length) = ([], UsageMessage.Overhead);
                }

                parts.Add(new UsagePart(key.Template, key.HalfHour, segment));
                length += needed;
            }
        }

        if (parts.Count > 0)
        {
            yield return new UsageMessage(Guid.NewGuid(), parts);
        }
    }

    private static IEnumerable<UsageEvent[]> Sorted(IEnumerable<UsageEvent> events) =>
        events.GroupBy(one => (one.Template, one.HalfHour)).OrderBy(group => group.Key.Template).ThenBy(group => group.Key.HalfHour).Select(group => group.ToArray());

    private static IEnumerable<UsageEvent[]> Consecutive(IEnumerable<UsageEvent> events)
    {
        var group = new List<UsageEvent>();
        foreach (var one in events)
        {
            if (group.Count > 0 && (group[0].Template, group[0].HalfHour) != (one.Template, one.HalfHour))
            {
                yield return group.ToArray();
                group.Clear();
            }

            group.Add(one);
        }

        if (group.Count > 0)
        {
            yield return group.ToArray();
        }
    }

    // Segments merge again wherever they are cut.
    private static IEnumerable<byte[]> Segments(IEnumerable<UsageEvent> events)
    {
        var builder = new UsageSegmentBuilder();
        foreach (var one in events)
        {
            one.AddTo(builder);
        }

        return SegmentEdits.EncodeInPieces(builder.Build(), MaxSegment, SegmentCodec.Encode);
    }
}
