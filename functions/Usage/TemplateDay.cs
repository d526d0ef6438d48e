namespace Insights.Functions.Usage;

/// <summary>All usage of one template on one UTC day, merged: what a partition holds and a report reads.</summary>
/// <param name="Template">The template.</param>
/// <param name="Day">The UTC day.</param>
/// <param name="Usage">Its buckets.</param>
public sealed record TemplateDay(Guid Template, DateOnly Day, UsageSegment Usage)
{
    /// <summary>Users that a report is not to count, ascending.</summary>
    public IReadOnlyList<Guid> LeftOut { get; init; } = [];

    /// <summary>What of it a report is to see; null for all.</summary>
    public UsageNarrowing? Narrowing { get; init; }
}
