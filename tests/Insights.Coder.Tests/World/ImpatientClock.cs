namespace Insights.Coder.Tests.World;

/// <summary>The real time, but for pauses: they are over at once.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    private int _pauses;

    /// <summary>How many pauses were made.</summary>
    public int Pauses => _pauses;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _pauses);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
