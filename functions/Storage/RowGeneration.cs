using System.Globalization;

namespace Insights.Functions.Storage;

/// <summary>
/// When rows were merged, and by which attempt, as part of their key. A merged row's generation is above that of every row it was made
/// from, whatever the clocks say, so that it sorts after them; and no two attempts ever write the same key, so that neither can put
/// its rows in the place of the other's.
/// </summary>
/// <param name="Number">100 ns since year 1, or just one more than the highest before.</param>
/// <param name="Attempt">A random number.</param>
internal readonly record struct RowGeneration(long Number, uint Attempt)
{
    // A merged row's key ends in generation, attempt and piece; that of a delta has no such parts.
    private const int MergedParts = 4;

    /// <summary>The generation of rows that are made now, by this attempt, from rows with these keys.</summary>
    public static RowGeneration After(IEnumerable<string> keys, DateTimeOffset now) => new(
        Math.Max(now.UtcTicks, keys.Select(key => Of(key).Number + 1).DefaultIfEmpty().Max()),
        (uint)Random.Shared.NextInt64(uint.MaxValue));

    /// <summary>The generation in the key of a merged row; the lowest one for a delta.</summary>
    public static RowGeneration Of(string key)
    {
        var parts = key.Split('-');
        return parts.Length < MergedParts
            ? default
            : new RowGeneration(
                long.Parse(parts[^3], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                uint.Parse(parts[^2], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number:x16}-{Attempt:x8}");
}
