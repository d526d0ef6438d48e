namespace Insights.Functions.Usage;

/// <summary>
/// A UTC half-hour, numbered from the Unix epoch (<c>unix_seconds / 1800</c>): the interval that usage is kept by.
/// </summary>
/// <param name="Number">Half-hours since 1970-01-01T00:00:00Z.</param>
public readonly record struct HalfHour(int Number) : IComparable<HalfHour>
{
    /// <summary>Minutes in a half-hour, and so the bits of a <see cref="MinuteMask"/>.</summary>
    public const int Minutes = 30;

    /// <summary>Half-hours in a UTC day.</summary>
    public const int PerDay = 48;

    /// <summary>Milliseconds in a half-hour.</summary>
    public const int Milliseconds = Minutes * 60 * 1000;

    /// <summary>The highest number: what is later is no time that a clock can show.</summary>
    public const int MaxNumber = 140_000_000;

    private const long Ticks = Milliseconds * TimeSpan.TicksPerMillisecond;

    /// <summary>When it starts.</summary>
    public DateTimeOffset Start => DateTimeOffset.UnixEpoch.AddTicks(Number * Ticks);

    /// <summary>When it ends, which is when the next one starts.</summary>
    public DateTimeOffset End => new HalfHour(Number + 1).Start;

    /// <summary>The UTC day it is in.</summary>
    public DateOnly Day => DateOnly.FromDateTime(Start.UtcDateTime);

    /// <summary>Its place in the day, 0 to 47.</summary>
    public int OfDay => (int)((uint)Number % PerDay);

    /// <summary>The half-hour that <paramref name="instant"/> (not before 1970) falls in.</summary>
    public static HalfHour Of(DateTimeOffset instant) => new((int)(SinceEpoch(instant) / Ticks));

    /// <summary>The first half-hour that starts at or after <paramref name="instant"/>.</summary>
    public static HalfHour AtOrAfter(DateTimeOffset instant) => new((int)((SinceEpoch(instant) + Ticks - 1) / Ticks));

    /// <summary>The first half-hour of a UTC day.</summary>
    public static HalfHour FirstOf(DateOnly day) => Of(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));

    /// <summary>Milliseconds from the start of the half-hour of <paramref name="instant"/> to it, 0 to 1,799,999.</summary>
    public static int OffsetOf(DateTimeOffset instant) => (int)(SinceEpoch(instant) % Ticks / TimeSpan.TicksPerMillisecond);

    /// <inheritdoc/>
    public int CompareTo(HalfHour other) => Number.CompareTo(other.Number);

    /// <inheritdoc/>
    public override string ToString() => Start.ToString("yyyy-MM-dd'T'HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether the left one is earlier.</summary>
    public static bool operator <(HalfHour left, HalfHour right) => left.Number < right.Number;

    /// <summary>Whether the left one is later.</summary>
    public static bool operator >(HalfHour left, HalfHour right) => left.Number > right.Number;

    /// <summary>Whether the left one is not later.</summary>
    public static bool operator <=(HalfHour left, HalfHour right) => left.Number <= right.Number;

    /// <summary>Whether the left one is not earlier.</summary>
    public static bool operator >=(HalfHour left, HalfHour right) => left.Number >= right.Number;

    // Instants before the epoch belong to no half-hour that is ever stored; they count as its first.
    private static long SinceEpoch(DateTimeOffset instant) => Math.Max(0, instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks);
}
