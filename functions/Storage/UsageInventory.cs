using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>What the usage table holds.</summary>
/// <param name="Partitions">How many partitions there are.</param>
/// <param name="Kinds">For each kind of row (delta, folded, settled, packed, sealed, tallied) how many rows and bytes there are.</param>
/// <param name="OldestDelta">The first half-hour with a delta; null without any.</param>
/// <param name="FirstDay">The first day with rows; null without any.</param>
/// <param name="LastDay">The last day with rows; null without any.</param>
/// <param name="NamesLeftOut">How many partitions have merged rows in which there were more names than may be.</param>
/// <param name="LastNamesLeftOut">The last day of those; null without any.</param>
/// <param name="WithPeople">How many partitions hold people of days that are not to have any.</param>
public sealed record UsageInventory(
    int Partitions, IReadOnlyDictionary<string, (int Rows, long Bytes)> Kinds, HalfHour? OldestDelta, DateOnly? FirstDay, DateOnly? LastDay,
    int NamesLeftOut, DateOnly? LastNamesLeftOut, int WithPeople);
