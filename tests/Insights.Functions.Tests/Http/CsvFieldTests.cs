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
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("x;=1+1", "x;'=1+1")]
    [InlineData("x\t-1", "x\t'-1")]
    [InlineData(";;@x;y", ";;'@x;y")]
    [InlineData("a;b", "a;b")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    public void Text_is_quoted_where_it_must_be_and_never_a_formula(string text, string expected) =>
        Assert.Equal(expected, CsvField.Of(text).Written);

    [Fact]
    public void Numbers_are_as_they_are()
    {
        Assert.Equal("-1", CsvField.Of(-1L).Written);
        Assert.Equal("-1", CsvField.Of(-1d).Written);
        Assert.Equal("152.35000610351562", CsvField.Of((double)152.35f).Written);
        Assert.Equal("1234567", CsvField.Of(1_234_567).Written);
    }
}
