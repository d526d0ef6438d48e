using System.Text;

namespace Insights.Functions.Tests.Http;

/// <summary>
/// Reads a file as spreadsheets do, which never refuse one: quotes count where they begin a field, what follows the closing ones is
/// text, and a line ends at a carriage return, a line feed or both.
/// </summary>
/// <param name="separators">What separates fields: LibreOffice takes several at once.</param>
/// <param name="trims">Whether blanks before the quotes are passed over.</param>
internal sealed class SpreadsheetCells(string separators, bool trims)
{
    private const string LineEnds = "\r\n";

    public IEnumerable<string> Of(string file)
    {
        for (var at = 0; at < file.Length; at++)
        {
            yield return Cell(file, ref at);
        }
    }

    /// <summary>Whether a spreadsheet runs what is in a cell.</summary>
    public static bool IsFormula(string cell)
    {
        var shown = cell.SkipWhile(one => char.IsWhiteSpace(one) || char.IsControl(one) || one is '\u200b' or '\ufeff').ToArray();
        return shown.Length > 0 && "=+-@＝＋－＠".Contains(shown[0], StringComparison.Ordinal)
            && !decimal.TryParse(cell, System.Globalization.NumberStyles.AllowLeadingSign | System.Globalization.NumberStyles.AllowDecimalPoint, null, out _);
    }

    // Ends at what ended the cell.
    private string Cell(string file, ref int at)
    {
        var cell = new StringBuilder();
        var quotes = at;
        while (trims && quotes < file.Length && file[quotes] == ' ')
        {
            quotes++;
        }

        if (quotes < file.Length && file[quotes] == '"')
        {
            for (at = quotes + 1; at < file.Length; at++)
            {
                if (file[at] == '"' && !(at + 1 < file.Length && file[++at] == '"'))
                {
                    break;
                }

                cell.Append(file[at]);
            }
        }

        for (; at < file.Length && !separators.Contains(file[at], StringComparison.Ordinal) && !LineEnds.Contains(file[at], StringComparison.Ordinal); at++)
        {
            cell.Append(file[at]);
        }

        return cell.ToString();
    }
}
