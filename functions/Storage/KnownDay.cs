using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>
/// The rows of a partition and their union, as memory keeps them. Rows never change, so each is true for ever under its key: while a
/// partition has these keys and no others, this is what it holds.
/// </summary>
internal sealed class KnownDay
{
    private const int RowOverhead = 200;

    private readonly IReadOnlyDictionary<string, DenseSegment> _rows;

    private KnownDay(IReadOnlyDictionary<string, DenseSegment> rows, DenseSegment usage, int? floor) => (_rows, Usage, Floor) = (rows, usage, floor);

    /// <summary>A partition without rows.</summary>
    public static KnownDay Empty { get; } = Of(new Dictionary<string, DenseSegment>());

    /// <summary>Whether the partition may have other rows by now: its keys tell.</summary>
    public bool IsInDoubt { get; private init; }

    /// <summary>What the partition holds.</summary>
    public DenseSegment Usage { get; }

    /// <summary>Of how many people every count in it is at least, where it is counts in the place of people; null where it is people.</summary>
    public int? Floor { get; }

    /// <summary>About how many bytes of memory it takes. The union of a single row is the row.</summary>
    public long MemorySize => RowOverhead + (IsRow(Usage) ? 0 : Usage.MemorySize) + _rows.Values.Sum(row => row.MemorySize + RowOverhead);

    /// <summary>What rows hold, by their keys.</summary>
    public static KnownDay Of(IReadOnlyDictionary<string, DenseSegment> rows)
    {
        // Hardly ever anything but what is sealed: the keys are looked at once.
        var tally = rows.Keys.Any(IsTallied) ? StandingTally.Of(rows.Keys) : null;
        DenseSegment[] counted = [.. rows.Where(row => tally is null ? !IsTallied(row.Key) : tally.Keys.Contains(row.Key)).Select(row => row.Value)];
        return new(
            rows,
            counted is [{ HasNamesTooMany: false } only] ? only : DenseSegment.Of(UsageSegment.Merge([.. counted.Select(row => row.Unpack())])),
            tally?.Floor);
    }

    /// <summary>The same, in doubt or not.</summary>
    public KnownDay With(bool doubt) => new(_rows, Usage, Floor) { IsInDoubt = doubt };

    /// <summary>What one of its rows holds; null where it has none under the key.</summary>
    public DenseSegment? Find(string key) => _rows.GetValueOrDefault(key);

    /// <summary>Whether a partition that has these keys, each once, holds this.</summary>
    public bool HasExactly(IReadOnlyCollection<string> keys) => keys.Count == _rows.Count && keys.All(_rows.ContainsKey);

    private bool IsRow(DenseSegment usage) => _rows.Values.Any(row => ReferenceEquals(row, usage));

    private static bool IsTallied(string key) => key.StartsWith(StorageKeys.TalliedRows, StringComparison.Ordinal);
}
