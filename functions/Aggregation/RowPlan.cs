using Insights.Functions.Storage;

namespace Insights.Functions.Aggregation;

/// <summary>What a pass puts in the place of which rows. What replaces rows holds the union of them, so that any of both may be read.</summary>
/// <param name="Replaced">The rows that go.</param>
/// <param name="Merged">The rows that come.</param>
internal sealed record RowPlan(IReadOnlyCollection<UsageRow> Replaced, IReadOnlyCollection<MergedRow> Merged)
{
    /// <summary>All stays as it is.</summary>
    public static RowPlan Nothing { get; } = new([], []);
}
