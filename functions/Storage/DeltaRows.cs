using System.IO.Hashing;
using Azure.Data.Tables;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>The rows that what messages say of a partition is written as.</summary>
/// <param name="template">The template of the partition.</param>
/// <param name="day">Its UTC day.</param>
/// <param name="now">When the messages came.</param>
internal sealed class DeltaRows(Guid template, DateOnly day, DateTimeOffset now)
{
    private readonly string _partition = StorageKeys.UsagePartition(template, day);

    /// <summary>
    /// Few rows: of an old day, which is read and merged as a whole, one for all its half-hours, and of others one for each; more only where
    /// one could not be stored.
    /// </summary>
    public IEnumerable<TableEntity> Of(IReadOnlyList<(Guid Message, UsagePart Part)> parts) =>
        LoosePartition.IsOld(day, now) && parts.Select(one => one.Part.HalfHour).Distinct().Skip(1).Any()
            ? Rows(parts, StorageKeys.DayDelta)
            : parts.GroupBy(one => one.Part.HalfHour).SelectMany(halfHour => Rows([.. halfHour], id => StorageKeys.Delta(halfHour.Key, id)));

    // What is in pieces merges again.
    private IEnumerable<TableEntity> Rows(IReadOnlyList<(Guid Message, UsagePart Part)> parts, Func<Guid, string> key)
    {
        if (parts.Count == 1)
        {
            return [UsageRow.Delta(_partition, key(parts[0].Message), parts[0].Part.Segment, now)];
        }

        Guid[] messages = [.. parts.Select(one => one.Message).Distinct().Order()];
        var segment = UsageSegment.Merge([.. parts.Select(one => SegmentCodec.Decode(one.Part.Segment.Span))]);
        return SegmentEdits.EncodeInPieces(segment, UsageRow.MaxLength, SegmentCodec.Encode)
            .Select((bytes, piece) => UsageRow.Delta(_partition, key(IdOf(messages, piece)), bytes, now, segment.HasNamesLeftOut));
    }

    /// <summary>The id of a row of some messages: that of a single one, and a digest of those of several and of the piece.</summary>
    internal static Guid IdOf(IReadOnlyList<Guid> messages, int piece)
    {
        if (messages.Count == 1 && piece == 0)
        {
            return messages[0];
        }

        var ids = new XxHash128();
        foreach (var message in messages)
        {
            ids.Append(message.ToByteArray(bigEndian: true));
        }

        ids.Append([(byte)piece]);
        return new Guid(ids.GetCurrentHash(), bigEndian: true);
    }
}
