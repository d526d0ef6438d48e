using System.Collections.Concurrent;
using Insights.Functions.Storage;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Which passes over old days this process has asked for, so that it asks once for what comes within a while: an import touches a hundred
/// days of a template in seconds. It saves messages and decides nothing: what is due comes from stored state.
/// </summary>
public sealed class PassRequests
{
    private const int MaxTemplates = 20_000;

    /// <summary>For how long what is touched is left to a pass that was asked for.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _coveredUntil = [];

    /// <summary>How long after it was asked for a pass begins: when nobody writes any more on the strength of what was touched until then.</summary>
    internal static TimeSpan Delay { get; } = Window + LoosePartition.OldInterval;

    /// <summary>Whether to ask for a pass over a template of which old days are touched now.</summary>
    internal bool Add(Guid template, DateTimeOffset now)
    {
        if (_coveredUntil.Count > MaxTemplates)
        {
            _coveredUntil.Clear();
        }

        var until = now + Window;
        return _coveredUntil.AddOrUpdate(template, until, (_, before) => before >= now && before <= until ? before : until) == until;
    }
}
