using Insights.Functions.Http;

namespace Insights.Functions.Insights.Export;

/// <summary>A part of an export: the figures of one panel of the page.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Columns">What its fields are, in order. One name means the same in every section.</param>
/// <param name="Rows">Its rows, made when they are asked for.</param>
internal sealed record ExportSection(string Name, IReadOnlyList<string> Columns, IEnumerable<CsvField[]> Rows)
{
    private const string NameColumn = "section";

    /// <summary>One section as records: its own columns.</summary>
    public IEnumerable<IReadOnlyList<CsvField>> Alone() => Rows.Prepend([.. Columns.Select(CsvField.Of)]);

    /// <summary>
    /// Several sections as records of one file: which section it is, and then every column that any of them has, empty where a
    /// section has it not, so that all records are of one length.
    /// </summary>
    public static IEnumerable<IReadOnlyList<CsvField>> Together(IReadOnlyList<ExportSection> sections)
    {
        string[] columns = [NameColumn, .. sections.SelectMany(section => section.Columns).Distinct()];
        yield return [.. columns.Select(CsvField.Of)];
        foreach (var section in sections)
        {
            var places = section.Columns.Select(column => Array.IndexOf(columns, column)).ToArray();
            foreach (var row in section.Rows)
            {
                var record = new CsvField[columns.Length];
                record[0] = CsvField.Of(section.Name);
                for (var index = 0; index < row.Length; index++)
                {
                    record[places[index]] = row[index];
                }

                yield return record;
            }
        }
    }
}
