using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Aggregation;

/// <summary>Passes over adjacent days of a template that are made together: what was known before them, and what is to be noted after them.</summary>
/// <param name="template">The template.</param>
/// <param name="now">When they began: before any row was read, so that what comes meanwhile is news.</param>
/// <param name="settles">Whether they may settle and seal.</param>
/// <param name="loose">The days that are loose, as far as any may be sealed.</param>
/// <param name="erased">Whose usage is left out.</param>
internal sealed class PassRun(
    Guid template, DateTimeOffset now, bool settles, IReadOnlyDictionary<DateOnly, LoosePartition> loose, ErasedUsers erased)
{
    private readonly Dictionary<DateOnly, (DateTimeOffset Began, DateTimeOffset Due)> _passes = [];
    private readonly List<LoosePartition> _done = [];

    public Guid Template => template;

    public DateTimeOffset Now => now;

    public bool Settles => settles;

    public ErasedUsers Erased => erased;

    /// <summary>Notes that the day's next pass has something to do at an instant.</summary>
    public void Leave(DateOnly day, DateTimeOffset due) => _passes[day] = (now, due);

    /// <summary>Notes that the day is sealed: it leaves the list, or does so at the end of its writers' last touches.</summary>
    public void Finish(DateOnly day)
    {
        if (!loose.TryGetValue(day, out var partition))
        {
            return;
        }

        if (now - partition.Touched >= LoosePartition.QuietPeriod)
        {
            _done.Add(partition);
        }
        else
        {
            Leave(day, partition.Touched + LoosePartition.QuietPeriod);
        }
    }

    /// <summary>Stores the notes.</summary>
    public async Task StoreAsync(UsageIndex index, CancellationToken cancellationToken)
    {
        await index.NotePassesAsync(template, _passes, cancellationToken);
        await index.RemoveLooseAsync(_done, cancellationToken);
    }
}
