namespace Insights.Functions.Tests.App;

/// <summary>A clock that runs like the real one, from another time of day. Timers are the real ones.</summary>
public sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private TimeSpan _shift = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;

    public void Set(DateTimeOffset now) => _shift = now - System.GetUtcNow();
}
