using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Aggregation;

/// <summary>Passes over adjacent days of a template that are made together: what was known before them, and what is to be noted after them.</summary>
/// <param name="template">The template.</param>
/// <param name="settles">Whether they may settle and seal.</param>
/// <param name="loose">The partitions that are loose, as far as any may be sealed.</param>
/// <param name="erased">Whose usage is left out.</param>
/// <param name="notes">What is noted, with the passes over other templates.</param>
internal sealed class PassRun(
    Guid template, bool settles, IReadOnlyDictionary<(Guid Template, DateOnly Day), LoosePartition> loose, ErasedUsers erased, PassNotes notes)
{
    public Guid Template => template;

    /// <summary>When they began: before any row was read, so that what comes meanwhile is news.</summary>
    public DateTimeOffset Now => notes.Now;

    public bool Settles => settles;

    public ErasedUsers Erased => erased;

    /// <summary>Notes that the day's next pass has something to do at an instant.</summary>
    public void Leave(DateOnly day, DateTimeOffset due) => notes.Leave(template, day, due);

    /// <summary>Notes that the day is sealed: it leaves the list, or does so at the end of its writers' last touches.</summary>
    public void Finish(DateOnly day)
    {
        if (!loose.TryGetValue((template, day), out var partition))
        {
            return;
        }

        if (Now - partition.Touched >= LoosePartition.QuietPeriod)
        {
            notes.Finish(partition);
        }
        else
        {
            Leave(day, partition.Touched + LoosePartition.QuietPeriod);
        }
    }
}
