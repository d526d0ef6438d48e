using Insights.Functions.Storage;

namespace Insights.Functions.Aggregation;

/// <summary>What passes that are made together leave in the index, in few transactions for all of them.</summary>
/// <param name="now">When they began.</param>
internal sealed class PassNotes(DateTimeOffset now)
{
    private readonly Dictionary<(Guid Template, DateOnly Day), (DateTimeOffset Began, DateTimeOffset Due)> _passes = [];
    private readonly List<LoosePartition> _done = [];

    public DateTimeOffset Now => now;

    /// <summary>Notes that a partition's next pass has something to do at an instant.</summary>
    public void Leave(Guid template, DateOnly day, DateTimeOffset due) => _passes[(template, day)] = (now, due);

    /// <summary>Notes that a partition leaves the list.</summary>
    public void Finish(LoosePartition partition) => _done.Add(partition);

    /// <summary>Stores the notes.</summary>
    public async Task StoreAsync(UsageIndex index, CancellationToken cancellationToken)
    {
        await index.NotePassesAsync(_passes, cancellationToken);
        await index.RemoveLooseAsync(_done, cancellationToken);
    }
}
