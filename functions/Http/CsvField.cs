using System.Globalization;
using System.Text.RegularExpressions;

namespace Insights.Functions.Http;

/// <summary>
/// A field of a CSV record, written by RFC 4180. Text that a spreadsheet would run as a formula is made text by an apostrophe before
/// it, also where one that takes semicolons or tabs for separators would see a field begin; numbers stay what they are.
/// </summary>
internal readonly partial record struct CsvField
{
    private const string Quoted = ",\"\r\n";

    private CsvField(string written) => Written = written;

    /// <summary>The field as it is in the file; null for an empty one.</summary>
    public string? Written { get; }

    /// <summary>Text, which may come from anybody.</summary>
    public static CsvField Of(string text)
    {
        var safe = FormulaPattern().Replace(text, "$1'");
        return new CsvField(safe.AsSpan().IndexOfAny(Quoted) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
    }

    /// <summary>A whole number.</summary>
    public static CsvField Of(long number) => new(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number, with as many digits as tell it from others.</summary>
    public static CsvField Of(double number) => new(number.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A time by RFC 3339.</summary>
    public static CsvField Of(DateTimeOffset time) => new(Rfc3339.Format(time));

    /// <summary>An id.</summary>
    public static CsvField Of(Guid id) => new(id.ToString());

    // Before what begins a formula, or before white space that spreadsheets pass over, where a field begins.
    [GeneratedRegex("(^|[;\t])(?=[=+\\-@\t\r\n])")]
    private static partial Regex FormulaPattern();

    /// <summary>Ids, separated by spaces.</summary>
    public static CsvField Of(IEnumerable<Guid> ids) => new(string.Join(' ', ids));
}
