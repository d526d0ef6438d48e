using System.Globalization;

namespace Insights.Functions.Storage;

/// <summary>
/// When rows were merged, as part of their key: a merged row's generation is above that of every row it was made from, whatever the
/// clocks say, so that it sorts after them.
/// </summary>
/// <param name="Number">100 ns since year 1, or just one more than the highest before.</param>
internal readonly record struct RowGeneration(long Number)
{
    private const int Digits = 16;

    /// <summary>The generation of rows made now from rows with these keys.</summary>
    public static RowGeneration After(IEnumerable<string> keys, DateTimeOffset now) =>
        new(Math.Max(now.UtcTicks, keys.Select(key => Of(key).Number + 1).DefaultIfEmpty().Max()));

    /// <inheritdoc/>
    public override string ToString() => Number.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The generation in the key of a merged row; the lowest one for a delta, whose key has none.</summary>
    public static RowGeneration Of(string key)
    {
        var parts = key.Split('-');
        return parts.Length >= 3 && parts[^2].Length == Digits
            ? new RowGeneration(long.Parse(parts[^2], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            : default;
    }
}
