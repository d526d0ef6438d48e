using System.Globalization;
using System.Numerics;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights.Self;

/// <summary>Minutes of a half-hour.</summary>
/// <param name="Minutes">How many.</param>
/// <param name="Which">Which ones, from 0 to 29, as stretches: <c>0-4,17</c>.</param>
internal sealed record OwnMinutes(int Minutes, string Which)
{
    public static OwnMinutes Of(uint bits)
    {
        var stretches = new List<string>();
        for (var left = bits; left != 0;)
        {
            var first = BitOperations.TrailingZeroCount(left);
            var length = BitOperations.TrailingZeroCount(~(left >> first));
            stretches.Add(length == 1 ? first.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{first}-{first + length - 1}"));
            left &= ~(((1u << length) - 1) << first);
        }

        return new(new MinuteMask(bits).Count, string.Join(',', stretches));
    }
}
