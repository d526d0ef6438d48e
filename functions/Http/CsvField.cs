using System.Buffers;
using System.Globalization;

namespace Insights.Functions.Http;

/// <summary>
/// A field of a CSV record, written by RFC 4180. What a spreadsheet would run as a formula is made text
/// (<see cref="FormulaGuard"/>); numbers stay what they are.
/// </summary>
internal readonly record struct CsvField
{
    // Semicolons and tabs need no quotes, but there are programs to which they separate fields beside commas.
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\t\"\r\n");

    private CsvField(string written) => Written = written;

    /// <summary>The field as it is in the file; null for an empty one.</summary>
    public string? Written { get; }

    /// <summary>Text, which may come from anybody.</summary>
    public static CsvField Of(string text) => Quote(FormulaGuard.Apply(text));

    /// <summary>Text, which may come from anybody, as the first field of a record.</summary>
    public static CsvField First(string text) => Quote(FormulaGuard.Apply(text, first: true));

    private static CsvField Quote(string safe) =>
        new(safe.AsSpan().IndexOfAny(Quoted) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");

    /// <summary>Nothing: what is not known.</summary>
    public static CsvField Empty => default;

    /// <summary>A whole number.</summary>
    public static CsvField Of(long number) => new(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number, with as many digits as tell it from others.</summary>
    public static CsvField Of(double number) => new(number.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A number that may not be known.</summary>
    public static CsvField Of(double? number) => number is { } known ? Of(known) : Empty;

    /// <summary>Whether something holds.</summary>
    public static CsvField Of(bool flag) => new(flag ? "true" : "false");

    /// <summary>Seconds as hours, to a ten-thousandth.</summary>
    public static CsvField OfHours(long seconds) => Of(Math.Round(seconds / 3600d, 4));

    /// <summary>A time by RFC 3339.</summary>
    public static CsvField Of(DateTimeOffset time) => new(Rfc3339.Format(time));

    /// <summary>An id.</summary>
    public static CsvField Of(Guid id) => new(id.ToString());

    /// <summary>Ids, separated by spaces.</summary>
    public static CsvField Of(IEnumerable<Guid> ids) => new(string.Join(' ', ids));

    /// <summary>Names, separated by commas.</summary>
    public static CsvField Of(IEnumerable<string> names) => Of(string.Join(", ", names));
}
