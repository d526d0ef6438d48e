namespace Insights.Functions.Storage;

/// <summary>
/// The tally that stands for a day: counts in the place of people. Whatever else the partition has does not count any more, and is
/// deleted by whoever comes across it: it holds people of whom the tally was made, or such as came too late for it.
/// <para>
/// Of several tallies the one of the highest generation stands, and one of which a piece is missing does not: so readers agree, whatever
/// rows of a tally that is being written they have met.
/// </para>
/// </summary>
/// <param name="Keys">The keys of its rows.</param>
/// <param name="Floor">Of how many people every count in it is at least.</param>
internal sealed record StandingTally(IReadOnlySet<string> Keys, int Floor)
{
    /// <summary>The tally among rows with some keys; null where none stands.</summary>
    public static StandingTally? Of(IEnumerable<string> keys) => keys
        .Where(key => key.StartsWith(StorageKeys.TalliedRows, StringComparison.Ordinal))
        .GroupBy(key => key[..^PieceLength])
        .Where(tally => tally.Distinct().Count() == StorageKeys.ParseTallied(tally.First()).Pieces)
        .OrderByDescending(tally => RowGeneration.Of(tally.First()).Number)
        .ThenByDescending(tally => tally.Key, StringComparer.Ordinal)
        .Select(tally => new StandingTally(tally.ToHashSet(), StorageKeys.ParseTallied(tally.First()).Floor))
        .FirstOrDefault();

    // The number of the piece, at the end of a key.
    private const int PieceLength = 3;
}
