using System.Numerics;

namespace Insights.Functions.Usage;

/// <summary>
/// Minutes as a small number. Sessions are runs of minutes, so the whole half-hour is 0 (one byte as a variable-length number),
/// one run from minute a to b is 1 + 30 a + b (at most two bytes), and any other set is 901 + its bits.
/// </summary>
internal static class MaskCode
{
    private const uint Full = (1u << HalfHour.Minutes) - 1;
    private const uint FirstRun = 1;
    private const uint FirstOther = FirstRun + (HalfHour.Minutes * HalfHour.Minutes);

    // The minutes of each code below those of other sets; none where a run would end before it begins.
    private static readonly uint[] Decoded = [Full, .. Enumerable.Range(0, HalfHour.Minutes * HalfHour.Minutes).Select(RunOf)];

    public static uint Encode(uint minutes)
    {
        if (minutes == Full)
        {
            return 0;
        }

        var first = (uint)BitOperations.TrailingZeroCount(minutes);
        var last = (uint)BitOperations.Log2(minutes);
        return minutes == Run(first, last) ? FirstRun + (first * HalfHour.Minutes) + last : FirstOther + minutes;
    }

    public static uint Decode(uint code)
    {
        if (code < Decoded.Length)
        {
            return Decoded[code] is > 0 and var run ? run : throw new SegmentFormatException($"The code {code} of minutes is not a run.");
        }

        var bits = code - FirstOther;
        return bits is > 0 and <= Full ? bits : throw new SegmentFormatException($"The minutes {bits:x} are not a set of one half-hour.");
    }

    private static uint RunOf(int code)
    {
        var (first, last) = Math.DivRem((uint)code, (uint)HalfHour.Minutes);
        return first <= last ? Run(first, last) : 0;
    }

    private static uint Run(uint first, uint last) => (Full >> (HalfHour.Minutes - 1 - (int)last)) & (Full << (int)first);
}
