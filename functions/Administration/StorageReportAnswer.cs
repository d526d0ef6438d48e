using System.Text.Json.Serialization;
using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Administration;

/// <summary>The answer of <c>/admin/storage</c>.</summary>
internal sealed record StorageReportAnswer(
    int Partitions,
    IReadOnlyDictionary<string, StorageReportAnswer.Kind> Rows,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? OldestUnfoldedDelta,
    StorageReportAnswer.Watermark Watermarks,
    StorageReportAnswer.NameBound Names,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StorageReportAnswer.PersonBound? People,
    IReadOnlyDictionary<string, int> Queues)
{
    public static StorageReportAnswer Of(
        UsageInventory inventory, DateOnly? firstDay, IReadOnlyList<LoosePartition> loose, IReadOnlyDictionary<string, int> queues) => new(
        inventory.Partitions,
        inventory.Kinds.ToDictionary(kind => kind.Key, kind => new Kind(kind.Value.Rows, kind.Value.Bytes)),
        inventory.OldestDelta?.Start,
        new Watermark(
            inventory.FirstDay,
            inventory.LastDay,
            loose.Count,
            loose.Count == 0 ? null : loose.Min(partition => partition.Day),
            loose.Count == 0 ? null : loose.Min(partition => partition.Checked)),
        new NameBound(NameCap.Max, inventory.NamesLeftOut, inventory.LastNamesLeftOut),
        firstDay is { } first ? new PersonBound(first, inventory.WithPeople) : null,
        queues);

    /// <summary>How many names a half-hour and a day of a template have at most, and of how many days some were left out by now.</summary>
    internal sealed record NameBound(
        int Limit, int PartitionsBeyond, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? LastDayBeyond);

    /// <summary>The first day whose usage has people, and of how many partitions of days before it still hold some: those that are not tallied yet.</summary>
    internal sealed record PersonBound(DateOnly FirstDay, int PartitionsLeft);

    internal sealed record Kind(int Rows, long Bytes);

    internal sealed record Watermark(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? FirstDay,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? LastDay,
        int LoosePartitions,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? OldestLooseDay,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? OldestPass);
}
