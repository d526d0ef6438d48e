namespace Insights.Coder.Tests.Api;

/// <summary>A clock that moves only when somebody waits, and then at once.</summary>
internal sealed class LeapingClock : TimeProvider
{
    private long _ticks = new DateTime(2026, 10, 14, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Leap(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Leap(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
