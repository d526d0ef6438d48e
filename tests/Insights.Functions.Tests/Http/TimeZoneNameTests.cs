using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace Insights.Functions.Tests.Http;

/// <summary>Which time zones a query may name.</summary>
public sealed class TimeZoneNameTests
{
    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("Etc/GMT+5")]
    [InlineData("America/Port-au-Prince")]
    [InlineData("UTC")]
    public void A_name_of_the_IANA_is_taken(string name) => Assert.Equal(name, Zone(name)?.Id);

    [Theory]
    [InlineData("posixrules")]
    [InlineData("posix/Europe/Berlin")]
    [InlineData("right/Europe/Berlin")]
    [InlineData("Right/Europe/Berlin")]
    [InlineData("localtime")]
    [InlineData("Europe//Berlin")]
    [InlineData("/Europe/Berlin")]
    [InlineData("Europe/Berlin/")]
    [InlineData("Europe/./Berlin")]
    [InlineData("Europe/../Europe/Berlin")]
    [InlineData("/usr/share/zoneinfo/Europe/Berlin")]
    [InlineData("Europe/Berlin\n")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("Europe/Atlantis")]
    [InlineData("tzdata.zi")]
    public void Any_other_spelling_is_refused(string name) =>
        Assert.Equal("timezone", Assert.Single(Assert.Throws<ApiException>(() => Zone(name)).Error.Validations!).Field);

    private static TimeZoneInfo? Zone(string name)
    {
        var parameter = new ZoneParameter("timezone", "");
        var query = new RequestQuery(new QueryCollection(new Dictionary<string, StringValues> { ["timezone"] = name }), [parameter]);
        var zone = query.TimeZone(parameter);
        query.Complete();
        return zone;
    }
}
