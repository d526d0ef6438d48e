using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>Which partitions have to be read from the table, because they may hold what is not sealed.</summary>
/// <param name="partitions">The loose ones.</param>
/// <param name="today">The current UTC day.</param>
internal sealed class LooseSet(IReadOnlySet<(Guid Template, DateOnly Day)> partitions, DateOnly today)
{
    /// <summary>The first day that any usage may be of, whatever the retention.</summary>
    public DateOnly FirstDay => today.AddDays(-UsageOptions.MaxRetentionDays - 1);

    /// <summary>Whether a partition is loose. Those of today and yesterday always are: events arrive for them at any moment.</summary>
    public bool Contains(Guid template, DateOnly day) => day >= today.AddDays(-1) || partitions.Contains((template, day));
}
