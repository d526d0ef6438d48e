using Insights.Functions.Usage;

namespace Insights.Functions.Ingest;

/// <summary>Packs usage into as few queue messages as hold it.</summary>
internal static class UsagePacker
{
    private const int MaxSegment = UsageMessage.MaxLength - UsageMessage.Overhead - UsageMessage.PartOverhead;

    /// <summary>
    /// The messages that carry a batch, which is not to be used afterwards: one segment for each template and half-hour, and more only where
    /// one would not fit into a message. Templates stay together, so that a message touches few partitions. Each is made when it is asked for.
    /// </summary>
    public static IEnumerable<UsageMessage> Pack(UsageBatch batch) => Pack(batch.Build());

    /// <summary>The messages that carry what sessions add, which is made and packed half-hour by half-hour.</summary>
    public static IEnumerable<UsageMessage> Pack(SessionMinutes minutes) => Pack(Segments(minutes));

    private static IEnumerable<UsageMessage> Pack(IEnumerable<(Guid Template, HalfHour HalfHour, UsageSegment Segment)> segments)
    {
        var (parts, length) = (new List<UsagePart>(), UsageMessage.Overhead);
        foreach (var (template, halfHour, segment) in segments)
        {
            // Segments merge again wherever they are cut.
            foreach (var piece in SegmentEdits.EncodeInPieces(segment, MaxSegment, SegmentCodec.Encode))
            {
                var needed = UsageMessage.PartOverhead + piece.Length;

                // A message has one part of a template and half-hour at most: its row is keyed by them and the message's id.
                var isTaken = parts.Count > 0 && (parts[^1].Template, parts[^1].HalfHour) == (template, halfHour);
                if (isTaken || length + needed > UsageMessage.MaxLength)
                {
                    yield return new UsageMessage(Guid.NewGuid(), parts);
                    (parts, length) = ([], UsageMessage.Overhead);
                }

                parts.Add(new UsagePart(template, halfHour, piece));
                length += needed;
            }
        }

        if (parts.Count > 0)
        {
            yield return new UsageMessage(Guid.NewGuid(), parts);
        }
    }

    // They come in order of template and half-hour.
    private static IEnumerable<(Guid Template, HalfHour HalfHour, UsageSegment Segment)> Segments(SessionMinutes minutes)
    {
        var (builder, key) = ((UsageSegmentBuilder?)null, (Template: default(Guid), HalfHour: default(HalfHour)));
        foreach (var one in minutes)
        {
            if (builder is not null && key != (one.Template, one.HalfHour))
            {
                yield return (key.Template, key.HalfHour, builder.Build());
                builder = null;
            }

            key = (one.Template, one.HalfHour);
            one.AddTo(builder ??= new UsageSegmentBuilder());
        }

        if (builder is not null)
        {
            yield return (key.Template, key.HalfHour, builder.Build());
        }
    }
}
