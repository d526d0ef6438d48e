using System.Collections.Concurrent;

namespace Insights.Coder.Tests.World;

/// <summary>The real time, but for pauses: they are over at once.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _times = new();

    /// <summary>How many pauses were made.</summary>
    public int Pauses => _times.Count;

    /// <summary>How long they were to be.</summary>
    public IEnumerable<TimeSpan> Times => _times;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _times.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
