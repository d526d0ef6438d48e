using System.Numerics;

namespace Insights.Functions.Usage;

/// <summary>A set of minutes of one half-hour: bit <c>i</c> is its minute <c>i</c>, 0 to 29.</summary>
public readonly record struct MinuteMask
{
    private const uint All = (1u << HalfHour.Minutes) - 1;

    /// <summary>The set that has exactly the minutes of <paramref name="bits"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A bit above 29 is set.</exception>
    public MinuteMask(uint bits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, All);
        Bits = bits;
    }

    /// <summary>Every minute of the half-hour.</summary>
    public static MinuteMask Full => new(All);

    /// <summary>The set as its 30 bits.</summary>
    public uint Bits { get; }

    /// <summary>How many minutes are in the set, 0 to 30.</summary>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>Whether no minute is in the set.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>The set of the minute that <paramref name="instant"/> falls in.</summary>
    public static MinuteMask Of(DateTimeOffset instant) => OfOffset(HalfHour.OffsetOf(instant));

    /// <summary>The set of the minute that is <paramref name="milliseconds"/> (0 to 1,799,999) into the half-hour.</summary>
    public static MinuteMask OfOffset(int milliseconds) => new(1u << (milliseconds / 60_000));

    /// <summary>The minutes from <paramref name="first"/> to <paramref name="last"/>, both 0 to 29 and included.</summary>
    public static MinuteMask Range(int first, int last)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, HalfHour.Minutes - 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, last);
        return new(All >> (HalfHour.Minutes - 1 - last) & (All << first));
    }

    /// <summary>The union.</summary>
    public static MinuteMask operator |(MinuteMask left, MinuteMask right) => new(left.Bits | right.Bits);

    /// <summary>The intersection.</summary>
    public static MinuteMask operator &(MinuteMask left, MinuteMask right) => new(left.Bits & right.Bits);

    /// <summary>The union, for languages without operators.</summary>
    public static MinuteMask BitwiseOr(MinuteMask left, MinuteMask right) => left | right;

    /// <summary>The intersection, for languages without operators.</summary>
    public static MinuteMask BitwiseAnd(MinuteMask left, MinuteMask right) => left & right;

    /// <inheritdoc/>
    public override string ToString() => Convert.ToString(Bits, 2).PadLeft(HalfHour.Minutes, '0');
}
