namespace Insights.Functions.Usage;

/// <summary>What one event adds to one bucket.</summary>
/// <param name="Template">The template.</param>
/// <param name="HalfHour">The half-hour.</param>
/// <param name="User">The user.</param>
public abstract record UsageEvent(Guid Template, HalfHour HalfHour, Guid User)
{
    /// <summary>Adds it to the segment of its template.</summary>
    public abstract void AddTo(UsageSegmentBuilder segment);
}
