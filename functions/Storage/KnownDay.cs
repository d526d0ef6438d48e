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
    public static KnownDay Empty { get; } = Of([]);

    /// <summary>In which look (<see cref="LooseSet.Look"/>) its keys were listed, or it was read.</summary>
    public long Look { get; private init; }

    /// <summary>Whether the partition may have other rows by now: its keys tell.</summary>
    public bool IsInDoubt { get; private init; }

    /// <summary>The keys of its rows.</summary>
    public IEnumerable<string> Keys => _rows.Keys;

    /// <summary>What the partition holds.</summary>
    public DenseSegment Usage { get; }

    /// <summary>Of how many people every count in it is at least, where it is counts in the place of people; null where it is people.</summary>
    public int? Floor { get; }

    /// <summary>About how many bytes of memory it takes. The union of a single row is the row.</summary>
    public long MemorySize => RowOverhead + (IsRow(Usage) ? 0 : Usage.MemorySize) + _rows.Values.Sum(row => row.MemorySize + RowOverhead);

    /// <summary>What rows hold that were read, with others that were known.</summary>
    public static KnownDay Of(IReadOnlyCollection<UsageRow> read, IReadOnlyDictionary<string, DenseSegment>? known = null)
    {
        var rows = known is null ? [] : new Dictionary<string, DenseSegment>(known);
        var segments = new Dictionary<string, UsageSegment>();
        foreach (var row in read)
        {
            if (rows.TryAdd(row.Key, DenseSegment.Of(row.Segment)))
            {
                segments.Add(row.Key, row.Segment);
            }
        }

        // Hardly ever anything but what is sealed: the keys are looked at once.
        var tally = rows.Keys.Any(IsTallied) ? StandingTally.Of(rows.Keys) : null;
        string[] counted = [.. rows.Keys.Where(key => tally is null ? !IsTallied(key) : tally.Keys.Contains(key))];
        var usage = counted is [var only] && !rows[only].HasNamesTooMany
            ? rows[only]
            : DenseSegment.Of(UsageSegment.Merge([.. counted.Select(key => segments.TryGetValue(key, out var segment) ? segment : rows[key].Unpack())]));
        return new KnownDay(rows, usage, tally?.Floor);
    }

    /// <summary>The same, as it is known after a look: in doubt or not.</summary>
    public KnownDay As(long look, bool doubt) => new(_rows, Usage, Floor) { Look = look, IsInDoubt = doubt };

    /// <summary>What one of its rows holds; null where it has none under the key.</summary>
    public DenseSegment? Find(string key) => _rows.GetValueOrDefault(key);

    /// <summary>Whether a partition that has these keys, each once, holds this.</summary>
    public bool HasExactly(IReadOnlyCollection<string> keys) => keys.Count == _rows.Count && keys.All(_rows.ContainsKey);

    private bool IsRow(DenseSegment usage) => _rows.Values.Any(row => ReferenceEquals(row, usage));

    private static bool IsTallied(string key) => key.StartsWith(StorageKeys.TalliedRows, StringComparison.Ordinal);
}
