using Insights.Coder.Api;
using Xunit;

namespace Insights.Coder.Tests.Api;

/// <summary>Coder takes only midnights: every half-hour of UTC is one somewhere.</summary>
public sealed class InsightsRangeTests
{
    [Theory]
    [InlineData("2026-11-01T00:00:00Z", "2026-11-01T00:00:00Z")]
    [InlineData("2026-11-01T00:30:00Z", "2026-11-01T00:00:00-00:30")]
    [InlineData("2026-11-01T12:00:00Z", "2026-11-01T00:00:00-12:00")]
    [InlineData("2026-11-01T12:30:00Z", "2026-11-02T00:00:00+11:30")]
    [InlineData("2026-12-31T23:30:00Z", "2027-01-01T00:00:00+00:30")]
    public void An_instant_is_named_where_it_is_midnight(string instant, string midnight) =>
        Assert.Equal(midnight, InsightsRange.Midnight(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime));

    [Theory]
    [InlineData("https://coder.example.com", "https://coder.example.com/")]
    [InlineData("https://example.com/coder/", "https://example.com/coder/")]
    [InlineData("http://127.0.0.1:3000", "http://127.0.0.1:3000/")]
    public void An_address_may_have_a_path_and_is_https_but_for_this_machine(string text, string address) => Assert.Equal(address, CoderAddress.Parse(text).ToString());

    [Theory]
    [InlineData("http://coder.example.com")]
    [InlineData("coder.example.com")]
    [InlineData("ftp://coder.example.com")]
    [InlineData("https://me:hunter2@coder.example.com")]
    public void Other_addresses_are_refused_without_being_repeated(string text) =>
        Assert.DoesNotContain("hunter2", Assert.Throws<FormatException>(() => CoderAddress.Parse(text)).Message, StringComparison.Ordinal);
}
