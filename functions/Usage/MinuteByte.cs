using System.Numerics;

namespace Insights.Functions.Usage;

/// <summary>
/// Minutes as a number for a <see cref="ByteColumn"/>. Most half-hours of a session are whole, its first ends with one and its last begins
/// with one: these fit into a byte.
/// </summary>
internal static class MinuteByte
{
    private const int Full = 0;
    private const int FirstUntil = 1;
    private const int FirstFrom = FirstUntil + HalfHour.Minutes - 1;
    private const int FirstOther = byte.MaxValue + 1;

    private static readonly uint[] Runs = MakeRuns();

    /// <summary>The number of a set of minutes, given as its bits, of which one at least is set.</summary>
    public static long Encode(uint minutes)
    {
        if (minutes == MinuteMask.Full.Bits)
        {
            return Full;
        }

        var (first, last) = (BitOperations.TrailingZeroCount(minutes), BitOperations.Log2(minutes));
        if (BitOperations.PopCount(minutes) == last - first + 1)
        {
            if (first == 0)
            {
                return FirstUntil + last;
            }

            if (last == HalfHour.Minutes - 1)
            {
                return FirstFrom + first - 1;
            }
        }

        return FirstOther + (long)minutes;
    }

    /// <summary>The minutes of a number that fits into a byte.</summary>
    public static uint Decode(byte number) => Runs[number];

    /// <summary>The minutes of any other number.</summary>
    public static uint Decode(long number) => (uint)(number - FirstOther);

    // As many as a byte has values, so that no index is out of range.
    private static uint[] MakeRuns()
    {
        var runs = new uint[byte.MaxValue + 1];
        runs[Full] = MinuteMask.Full.Bits;
        for (var edge = 0; edge < HalfHour.Minutes - 1; edge++)
        {
            runs[FirstUntil + edge] = MinuteMask.Range(0, edge).Bits;
            runs[FirstFrom + edge] = MinuteMask.Range(edge + 1, HalfHour.Minutes - 1).Bits;
        }

        return runs;
    }
}
