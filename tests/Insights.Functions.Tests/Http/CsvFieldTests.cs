using Insights.Functions.Http;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>How values are written into CSV files, which spreadsheets open.</summary>
public sealed class CsvFieldTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain text", "plain text")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("Größe 😀", "Größe 😀")]
    [InlineData("a=b", "a=b")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "-1")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("-1.", "'-1.")]
    [InlineData("-.5", "'-.5")]
    [InlineData("-1 ", "'-1 ")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("-", "'-")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠SUM(A1)", "'＠SUM(A1)")]
    [InlineData(" =1", " '=1")]
    [InlineData("\u00a0=1", "\u00a0'=1")]
    [InlineData("\u200b=1", "\u200b'=1")]
    [InlineData("\ufeff=1", "\ufeff'=1")]
    [InlineData("\0=1", "\0'=1")]
    [InlineData("\"=1", "\"\"\"'=1\"")]
    [InlineData("line\n=1+1", "\"line\n'=1+1\"")]
    [InlineData("line\r\n-a", "\"line\r\n'-a\"")]
    [InlineData("x;\"=1+1\"", "\"x;\"\"'=1+1\"\"\"")]
    [InlineData("x;-1", "\"x;'-1\"")]
    [InlineData("-1;x", "\"'-1;x\"")]
    [InlineData("-1;-2", "\"'-1;'-2\"")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "\"\t'=1\"")]
    [InlineData("x;=1+1", "\"x;'=1+1\"")]
    [InlineData("x\t-1", "\"x\t'-1\"")]
    [InlineData(";;@x;y", "\";;'@x;y\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("\r=1", "\"\r'=1\"")]
    [InlineData("\n=1", "\"\n'=1\"")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    public void Text_is_quoted_where_it_must_be_and_never_a_formula(string text, string expected) =>
        Assert.Equal(expected, CsvField.Of(text).Written);

    [Fact]
    public void In_front_of_a_record_no_text_is_a_number()
    {
        Assert.Equal("'-1", CsvField.First("-1").Written);
        Assert.Equal("1", CsvField.First("1").Written);
    }

    [Fact]
    public void Numbers_are_as_they_are()
    {
        Assert.Equal("-1", CsvField.Of(-1L).Written);
        Assert.Equal("-1", CsvField.Of(-1d).Written);
        Assert.Equal("152.35000610351562", CsvField.Of((double)152.35f).Written);
        Assert.Equal("1234567", CsvField.Of(1_234_567).Written);
        Assert.Equal("0.0167", CsvField.OfHours(60).Written);
        Assert.Equal("2.5", CsvField.OfHours(9000).Written);
        Assert.Null(CsvField.Empty.Written);
    }
}
