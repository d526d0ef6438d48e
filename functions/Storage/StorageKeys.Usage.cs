using System.Globalization;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <content>The partitions of usage, and their rows.</content>
internal static partial class StorageKeys
{
    /// <summary>How the keys of rows begin that hold what one message said of an old day; they sort before the others.</summary>
    public const string DayDeltaRows = "day";

    /// <summary>How the keys of rows of single half-hours begin.</summary>
    public const string HalfHourRows = "h";

    /// <summary>How the keys of packed rows begin; they sort after those of half-hours.</summary>
    public const string PackedRows = "packed";

    /// <summary>How the keys of sealed rows begin; they sort after the others.</summary>
    public const string SealedRows = "sealed";

    /// <summary>How the keys of tallied rows begin; they sort after the others.</summary>
    public const string TalliedRows = "tallied";

    /// <summary>The usage partition of a template and UTC day. Partitions of a template are in order of time.</summary>
    public static string UsagePartition(Guid template, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{template:N}_{day:yyyyMMdd}");

    /// <summary>The template and day of a usage partition.</summary>
    public static (Guid Template, DateOnly Day) ParseUsagePartition(string key) => (
        Guid.ParseExact(key.AsSpan(0, IdLength), "N"),
        DateOnly.ParseExact(key.AsSpan(IdLength + 1), "yyyyMMdd", CultureInfo.InvariantCulture));

    /// <summary>
    /// The row of what one message says of one half-hour (0 to 47) of a partition's day. Rows that hold the union of others sort after
    /// them: deltas, then folded rows of the half-hour by generation, then packed rows, then sealed rows. A reader that goes through the
    /// keys while rows are replaced therefore sees what is replaced, or what replaces it, or both, but never neither.
    /// </summary>
    public static string Delta(HalfHour halfHour, Guid message) => string.Create(CultureInfo.InvariantCulture, $"{HalfHourRows}{halfHour.OfDay:00}-d-{message:N}");

    /// <summary>The row of all that one message says of an old day.</summary>
    public static string DayDelta(Guid message) => $"{DayDeltaRows}-{message:N}";

    /// <summary>A row of a folded half-hour; once settled it has no samples of used buckets any more.</summary>
    public static string Folded(int halfHourOfDay, bool settled, RowGeneration generation, int piece) =>
        string.Create(CultureInfo.InvariantCulture, $"{HalfHourRows}{halfHourOfDay:00}-{(settled ? 's' : 'f')}-{generation}-{piece:000}");

    /// <summary>A row of a day that is over but not sealed yet: few rows of many, and every sample of theirs.</summary>
    public static string Packed(RowGeneration generation, int piece) => string.Create(CultureInfo.InvariantCulture, $"{PackedRows}-{generation}-{piece:000}");

    /// <summary>A row of a sealed day.</summary>
    public static string Sealed(RowGeneration generation, int piece) => string.Create(CultureInfo.InvariantCulture, $"{SealedRows}-{generation}-{piece:000}");

    /// <summary>
    /// A row of a tallied day: counts in the place of people. It says of how many people every count is at least, and in how many pieces the
    /// tally is, since it stands for the day only when all of them are there.
    /// </summary>
    public static string Tallied(int floor, int pieces, RowGeneration generation, int piece) =>
        string.Create(CultureInfo.InvariantCulture, $"{TalliedRows}-{floor:0000}-{pieces:000}-{generation}-{piece:000}");

    /// <summary>The floor and the number of pieces in the key of a tallied row.</summary>
    public static (int Floor, int Pieces) ParseTallied(string key) => (
        int.Parse(key.AsSpan(TalliedRows.Length + 1, 4), CultureInfo.InvariantCulture), int.Parse(key.AsSpan(TalliedRows.Length + 6, 3), CultureInfo.InvariantCulture));
}
