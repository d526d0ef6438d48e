using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>How figures are written and ordered on the wire.</summary>
public static class Wire
{
    public static string Time(DateTimeOffset time) => time.ToString(
        time.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>What is no count has four decimals.</summary>
    public static double Rounded(double figure) => Math.Round(figure, 4, MidpointRounding.AwayFromZero);

    public static JsonArray Ids(IEnumerable<string> ids)
    {
        var array = new JsonArray();
        foreach (var id in ids.Distinct().Order(StringComparer.Ordinal))
        {
            array.Add(id);
        }

        return array;
    }

    /// <summary>Ordinal by UTF-8 bytes, which differs from .NET's ordinal order beyond U+FFFF.</summary>
    public static int CompareText(string left, string right) =>
        Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

    public static int CompareTexts(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            var order = CompareText(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Count.CompareTo(right.Count);
    }
}
