namespace Insights.Functions.Storage;

/// <summary>Which partitions have to be read from the table, because they may hold what is not sealed.</summary>
/// <param name="partitions">The loose ones.</param>
/// <param name="today">The current UTC day.</param>
/// <param name="firstDay">The first day of the retention: what is older is as good as purged.</param>
/// <param name="look">The number of the look at the journal that it is from.</param>
internal sealed class LooseSet(IReadOnlySet<(Guid Template, DateOnly Day)> partitions, DateOnly today, DateOnly firstDay, long look)
{
    /// <summary>The number of the look at the journal that it is from: a later look has a higher one.</summary>
    public long Look => look;

    /// <summary>The first day that usage is kept of. Readers go no further back, so that a purge changes no answer while it runs.</summary>
    public DateOnly FirstDay => firstDay;

    /// <summary>Whether a partition is loose. Those of today and yesterday always are: events arrive for them at any moment.</summary>
    public bool Contains(Guid template, DateOnly day) => day >= today.AddDays(-1) || partitions.Contains((template, day));
}
