using Insights.Functions.Usage;

namespace Insights.Functions.Ingest;

/// <summary>Packs events into as few queue messages as hold them.</summary>
internal static class UsagePacker
{
    private const int MaxSegment = UsageMessage.MaxLength - UsageMessage.Overhead - UsageMessage.PartOverhead;

    /// <summary>
    /// The messages that carry the events: one segment for each template and half-hour, and more only where one would not fit into a
    /// message. Templates stay together, so that a message touches few partitions.
    /// </summary>
    public static List<UsageMessage> Pack(IEnumerable<UsageEvent> events)
    {
        var groups = events.GroupBy(one => (one.Template, one.HalfHour)).OrderBy(group => group.Key.Template).ThenBy(group => group.Key.HalfHour);
        var messages = new List<UsageMessage>();
        var (parts, length) = (new List<UsagePart>(), UsageMessage.Overhead);
        foreach (var group in groups)
        {
            foreach (var segment in Segments(group))
            {
                var needed = UsageMessage.PartOverhead + segment.Length;

                // A message has one part of a template and half-hour at most: its row is keyed by them and the message's id.
                var taken = parts.Count > 0 && (parts[^1].Template, parts[^1].HalfHour) == group.Key;
                if (taken || length + needed > UsageMessage.MaxLength)
                {
                    messages.Add(new UsageMessage(Guid.NewGuid(), parts));
                    (parts, length) = ([], UsageMessage.Overhead);
                }

                parts.Add(new UsagePart(group.Key.Template, group.Key.HalfHour, segment));
                length += needed;
            }
        }

        if (parts.Count > 0)
        {
            messages.Add(new UsageMessage(Guid.NewGuid(), parts));
        }

        return messages;
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
