namespace Insights.Functions.Reports;

/// <summary>Who was active in a slot.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="TemplateIds">The templates with a bucket wholly in the slot, ascending.</param>
/// <param name="ActiveUsers">The distinct users with such a bucket.</param>
public sealed record SlotUsage(Slot Slot, IReadOnlyList<Guid> TemplateIds, int ActiveUsers);
