using Insights.Coder.Items;

namespace Insights.Coder.Following;

/// <summary>Usage that a deployment has added up by half-hour.</summary>
internal interface IUsageHistory
{
    /// <summary>The times of the oldest half-hour and of the newest one that is added up; null when there is none, or it may not be read.</summary>
    Task<(DateTime? Oldest, DateTime? Newest)> ReadBoundsAsync(CancellationToken cancellationToken);

    /// <summary>The half-hours from one time to another, both of one UTC day.</summary>
    Task<List<UsageBucket>> ReadAsync(DateTime from, DateTime to, CancellationToken cancellationToken);
}
