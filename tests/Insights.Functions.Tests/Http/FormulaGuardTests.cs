using System.Text;
using CsCheck;
using Insights.Functions.Http;
using Insights.Functions.Tests.Shared;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>Whatever texts a file has, and whichever way a spreadsheet reads it, no cell of it is run.</summary>
public sealed class FormulaGuardTests
{
    private static readonly string[] Pieces =
    [
        "=", "+", "-", "@", "＝", "－", ",", ";", "\t", "\"", "'", "\r", "\n", "\r\n", " ", "\u00a0", "\u200b", "\ufeff", "\0", "a", "1", ".", "=1+1", "-2",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 8].Select(pieces => string.Concat(pieces));

    private static readonly Gen<string[][]> Files = Texts.Array[3].Array[1, 4];

    private static readonly SpreadsheetCells[] Readers =
    [
        .. from separators in (string[])[",", ";", "\t", ",;\t"]
           from trims in (bool[])[false, true]
           select new SpreadsheetCells(separators, trims),
    ];

    [Fact]
    public void No_cell_of_any_file_is_a_formula_whatever_separates_fields() => Files.Sample(
        texts => ((bool[])[false, true]).Select(withIds => FileOf(texts, withIds))
            .All(file => Readers.All(reader => !reader.Of(file).Any(SpreadsheetCells.IsFormula))),
        iter: 5_000);

    [Fact]
    public void The_reader_of_these_tests_finds_formulas()
    {
        Assert.All(Readers, reader => Assert.Contains("=1+1", reader.Of("a\r\n=1+1")));
        Assert.Contains("=1+1\"", new SpreadsheetCells(";", trims: false).Of("id,\"x;=1+1\"\r\n"));
        Assert.Contains("=1+1\"\"\"", new SpreadsheetCells(";", trims: false).Of("id,\"x;\"\"=1+1\"\"\"\r\n"));
        Assert.Contains("=1+1\"", new SpreadsheetCells("\t", trims: false).Of("id,\"line\n=1+1\"\r\n"));
        Assert.True(SpreadsheetCells.IsFormula("\ufeff＝1"));
        Assert.False(SpreadsheetCells.IsFormula("-1.5"));
    }

    [Fact]
    public void Who_reads_it_by_the_book_gets_the_texts_with_apostrophes_at_most() => Files.Sample(
        texts =>
        {
            var read = CsvText.Parse(FileOf(texts, withIds: true));
            return read.Count == texts.Length && read.Zip(texts).All(record => record.First.Skip(1).Zip(record.Second).All(pair => Bare(pair.First) == Bare(pair.Second)));
        },
        iter: 5_000);

    [Fact]
    public void Text_without_signs_is_as_it_is() =>
        Texts.Where(text => text.All(one => "=+-@＝－".IndexOf(one, StringComparison.Ordinal) < 0)).Sample(text => FormulaGuard.Apply(text) == text);

    private static string Bare(string text) => text.Replace("'", "", StringComparison.Ordinal);

    // Some records of an export begin with an id, others with text.
    private static string FileOf(string[][] texts, bool withIds)
    {
        var records = texts.Select((record, number) =>
            (IReadOnlyList<CsvField>)(withIds
                ? [CsvField.Of(number), .. record.Select(CsvField.Of)]
                : [CsvField.First(record[0]), .. record.Skip(1).Select(CsvField.Of)]));
        var http = new DefaultHttpContext();
        using var body = new MemoryStream();
        http.Response.Body = body;
        new CsvResult("a.csv", records, marked: false).ExecuteAsync(http).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
