using System.Collections.Concurrent;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Counts the deltas that this process appends to each partition, and tells when they are worth a pass of their own before the timer
/// asks for one. It makes reading a busy day cheaper and decides nothing: what is due by time comes from stored state.
/// </summary>
public sealed class FoldPressure
{
    private const int DeltasPerPass = 128;
    private const int MaxPartitions = 20_000;

    private readonly ConcurrentDictionary<(Guid Template, DateOnly Day), int> _deltas = [];

    /// <summary>Whether a partition is worth a pass, now that some more deltas were appended.</summary>
    internal bool Add(Guid template, DateOnly day, int deltas)
    {
        if (_deltas.Count > MaxPartitions)
        {
            _deltas.Clear();
        }

        var count = _deltas.AddOrUpdate((template, day), deltas, (_, before) => before + deltas);
        return count >= DeltasPerPass && _deltas.TryUpdate((template, day), 0, count);
    }
}
