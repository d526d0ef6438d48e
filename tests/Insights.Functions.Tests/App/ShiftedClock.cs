namespace Insights.Functions.Tests.App;

/// <summary>
/// A clock that runs like the real one, from another time of day, and can be set; what is measured by it gets older when it is set
/// forward. Timers are the real ones.
/// </summary>
public sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private TimeSpan _shift = start - System.GetUtcNow();
    private TimeSpan _skipped;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(_skipped.TotalSeconds * TimestampFrequency);

    public void Set(DateTimeOffset now)
    {
        var shift = now - System.GetUtcNow();
        _skipped += shift > _shift ? shift - _shift : TimeSpan.Zero;
        _shift = shift;
    }

    public void Advance(TimeSpan time) => Set(GetUtcNow() + time);
}
