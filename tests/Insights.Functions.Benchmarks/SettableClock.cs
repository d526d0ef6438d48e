namespace Insights.Functions.Benchmarks;

/// <summary>A clock that runs like the real one and can be put to another time. Timers are the real ones.</summary>
internal sealed class SettableClock : TimeProvider
{
    private TimeSpan _shift;

    public DateTimeOffset Now
    {
        get => GetUtcNow();
        set => _shift = value - System.GetUtcNow();
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
}
