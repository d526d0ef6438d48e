namespace Insights.Functions.Reports.Adoption;

/// <summary>Those whose first use was in one week, and how many of them stayed.</summary>
/// <param name="Slot">The week.</param>
/// <param name="Active">How many of them were active in that week, which is all of them, and in each week after it.</param>
public sealed record Cohort(Slot Slot, IReadOnlyList<int> Active);
