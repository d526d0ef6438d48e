namespace Insights.Functions.Reports;

/// <summary>Who was active in a slot.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="TemplateIds">The templates with a bucket wholly in the slot, ascending.</param>
/// <param name="ActiveUsers">The distinct users with such a bucket.</param>
public sealed record SlotUsage(Slot Slot, IReadOnlyList<Guid> TemplateIds, int ActiveUsers)
{
    /// <summary>The sums of the same slots over two shares of the users.</summary>
    internal static SlotUsage[] Add(SlotUsage[] left, SlotUsage[] right) =>
    [
        .. left.Zip(right, (one, other) => one with
        {
            TemplateIds = TemplateSet.Union([one.TemplateIds, other.TemplateIds]),
            ActiveUsers = one.ActiveUsers + other.ActiveUsers,
        }),
    ];
}
