using System.Text.Json.Serialization;
using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Administration;

/// <summary>The answer of <c>/admin/storage</c>.</summary>
/// <param name="Partitions">How many days of templates have rows.</param>
/// <param name="Rows">Rows and bytes by the kind of row: delta, folded, settled, packed, sealed, tallied.</param>
/// <param name="OldestUnfoldedDelta">The first half-hour with a row that is not folded yet; absent without any.</param>
/// <param name="Watermarks">How far the passes have got.</param>
/// <param name="Names">How many names of applications a day may have, and where some were left out.</param>
/// <param name="People">Which days have people, and whether others still do; absent where people are kept as long as usage.</param>
/// <param name="Queues">How many messages wait on each queue.</param>
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
    /// <param name="Limit">The most names of a half-hour, or a day, of a template.</param>
    /// <param name="PartitionsBeyond">Of how many days of templates some were left out.</param>
    /// <param name="LastDayBeyond">The last of those days; absent without any.</param>
    internal sealed record NameBound(
        int Limit, int PartitionsBeyond, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? LastDayBeyond);

    /// <summary>Where people are not kept as long as usage.</summary>
    /// <param name="FirstDay">The first UTC day whose usage has people.</param>
    /// <param name="PartitionsLeft">How many days of templates before that still hold some: no counts stand in their place yet.</param>
    internal sealed record PersonBound(DateOnly FirstDay, int PartitionsLeft);

    /// <summary>The rows of a kind.</summary>
    /// <param name="Rows">How many there are.</param>
    /// <param name="Bytes">How many bytes they hold.</param>
    internal sealed record Kind(int Rows, long Bytes);

    /// <summary>How far the passes have got.</summary>
    /// <param name="FirstDay">The first day with rows; absent without any.</param>
    /// <param name="LastDay">The last day with rows; absent without any.</param>
    /// <param name="LoosePartitions">How many days of templates are not sealed.</param>
    /// <param name="OldestLooseDay">The first of them; absent without any.</param>
    /// <param name="OldestPass">When the one was looked at that has waited for longest; absent without any.</param>
    internal sealed record Watermark(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? FirstDay,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? LastDay,
        int LoosePartitions,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? OldestLooseDay,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? OldestPass);
}
