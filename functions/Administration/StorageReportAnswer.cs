using System.Text.Json.Serialization;
using Insights.Functions.Storage;

namespace Insights.Functions.Administration;

/// <summary>The answer of <c>/admin/storage</c>.</summary>
internal sealed record StorageReportAnswer(
    int Partitions,
    IReadOnlyDictionary<string, StorageReportAnswer.Kind> Rows,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? OldestUnfoldedDelta,
    StorageReportAnswer.Watermark Watermarks,
    IReadOnlyDictionary<string, int> Queues)
{
    public static StorageReportAnswer Of(
        UsageInventory inventory, IReadOnlyList<LoosePartition> loose, IReadOnlyDictionary<string, int> queues) => new(
        inventory.Partitions,
        inventory.Kinds.ToDictionary(kind => kind.Key, kind => new Kind(kind.Value.Rows, kind.Value.Bytes)),
        inventory.OldestDelta?.Start,
        new Watermark(
            inventory.FirstDay,
            inventory.LastDay,
            loose.Count,
            loose.Count == 0 ? null : loose.Min(partition => partition.Day),
            loose.Count == 0 ? null : loose.Min(partition => partition.Checked)),
        queues);

    internal sealed record Kind(int Rows, long Bytes);

    internal sealed record Watermark(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? FirstDay,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? LastDay,
        int LoosePartitions,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? OldestLooseDay,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? OldestPass);
}
