using System.Buffers;
using System.Globalization;
using System.Text;

namespace Insights.Functions.Http;

/// <summary>
/// Puts an apostrophe before whatever a spreadsheet would run as a formula. A file with commas is also opened by programs that take
/// semicolons or tabs for separators, and to these a field begins where to us there is only text: after such a separator, and in the
/// next line of a text of several lines.
/// </summary>
internal static class FormulaGuard
{
    private const char Apostrophe = '\'';

    // Those that begin a formula, and how they are written in East Asian text, which some spreadsheets take for the same.
    private static readonly SearchValues<char> Signs = SearchValues.Create("=+-@＝＋－＠﹦﹢﹣﹫−");

    private static readonly SearchValues<char> Ends = SearchValues.Create(";\t\r\n\v\f\u0085\u2028\u2029");

    /// <summary>The text, with an apostrophe where a field with a formula would begin.</summary>
    /// <param name="text">The text.</param>
    /// <param name="first">
    /// Whether it begins a record. Who takes other separators sees the rest of the record behind it, and so no number there either.
    /// </param>
    public static string Apply(string text, bool first = false)
    {
        if (text.AsSpan().IndexOfAny(Signs) < 0 || (!first && IsNegativeNumber(text)))
        {
            return text;
        }

        StringBuilder? guarded = null;
        var (begins, copied) = (true, 0);
        for (var at = 0; at < text.Length; at += char.IsSurrogatePair(text, at) ? 2 : 1)
        {
            if (Ends.Contains(text[at]))
            {
                begins = true;
            }
            else if (begins && Signs.Contains(text[at]))
            {
                (guarded ??= new()).Append(text, copied, at - copied).Append(Apostrophe);
                (begins, copied) = (false, at);
            }
            else
            {
                begins = begins && IsPassedOver(text, at);
            }
        }

        return guarded?.Append(text, copied, text.Length - copied).ToString() ?? text;
    }

    // Digits after a minus are a number to everybody.
    private static bool IsNegativeNumber(ReadOnlySpan<char> text)
    {
        if (text[0] != '-')
        {
            return false;
        }

        var number = text[1..];
        var point = number.IndexOf('.');
        return point < 0 ? IsDigits(number) : IsDigits(number[..point]) && IsDigits(number[(point + 1)..]);
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    // Quotes that begin a field are none of it; blanks are cut off; and what is not seen cannot be told from nothing.
    private static bool IsPassedOver(string text, int at)
    {
        if (text[at] == '"')
        {
            return true;
        }

        return CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
            || text[at] is '\u115F' or '\u1160' or '\u2800' or '\u3164' or '\uFFA0';
    }
}
