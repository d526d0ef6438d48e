using System.Globalization;
using Insights.Functions.Http;
using Xunit;

namespace Insights.Functions.Tests.Http;

public sealed class Rfc3339Tests
{
    [Theory]
    [InlineData("2026-10-01T01:20:59Z", "2026-10-01T01:20:59.0000000+00:00")]
    [InlineData("2026-10-01t01:20:59z", "2026-10-01T01:20:59.0000000+00:00")]
    [InlineData("2026-10-01T01:20:59.25+05:45", "2026-10-01T01:20:59.2500000+05:45")]
    [InlineData("2026-10-01T01:20:59.123456789-03:30", "2026-10-01T01:20:59.1234567-03:30")]
    [InlineData("2024-02-29T00:00:00-00:00", "2024-02-29T00:00:00.0000000+00:00")]
    public void A_time_is_read_with_its_offset(string text, string expected)
    {
        Assert.True(Rfc3339.TryParse(text, out var time));
        Assert.Equal(expected, time.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-10-01")]
    [InlineData("2026-10-01T01:20:59")]
    [InlineData("2026-10-01 01:20:59Z")]
    [InlineData("2026-10-01T01:20Z")]
    [InlineData("2026-10-01T24:00:00Z")]
    [InlineData("2026-10-01T01:20:60Z")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("2026-10-01T01:20:59.Z")]
    [InlineData("2026-10-01T01:20:59+5:45")]
    [InlineData("2026-10-01T01:20:59+05:60")]
    [InlineData("2026-10-01T01:20:59+15:00")]
    [InlineData("2026-10-01T01:20:59Zulu")]
    [InlineData("2026-1O-01T01:20:59Z")]
    public void What_is_no_such_time_is_refused(string text) => Assert.False(Rfc3339.TryParse(text, out _));

    [Theory]
    [InlineData("2026-10-01T01:20:59Z")]
    [InlineData("2026-10-01T01:20:59+05:45")]
    [InlineData("2026-10-01T01:20:59.25-03:00")]
    public void A_time_is_written_as_it_was_read(string text)
    {
        Assert.True(Rfc3339.TryParse(text, out var time));
        Assert.Equal(text, Rfc3339.Format(time));
    }
}
