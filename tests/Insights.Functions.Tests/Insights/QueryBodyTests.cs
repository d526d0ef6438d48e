using System.Net;
using System.Text;
using Insights.Functions.Http;
using Insights.Functions.Tests.Http;
using Xunit;

namespace Insights.Functions.Tests.Insights;

/// <summary>A query that is too long for an address comes as a body.</summary>
public sealed class QueryBodyTests(ScenarioApp scenario) : IClassFixture<ScenarioApp>
{
    private const string MediaType = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("templates", "interval=day&timezone=America%2FNew_York")]
    [InlineData("user-activity", "")]
    [InlineData("user-latency", "")]
    [InlineData("overview", "sections=templates%2Cunused")]
    [InlineData("export", "section=user-activity")]
    public async Task It_is_answered_as_in_the_address(string route, string query)
    {
        var period = ScenarioApp.Period.Replace("Z", "%2B00:00", StringComparison.Ordinal);
        var inAddress = (await ApiAnswer.GetAsync(scenario.App, $"/api/v2/insights/{route}?{period}&{query}")).AssertStatus(HttpStatusCode.OK);
        var inBody = (await PostAsync(route, $"{period}&{query}", MediaType + ";charset=UTF-8")).AssertStatus(HttpStatusCode.OK);
        Assert.Equal(inAddress.Text, inBody.Text);
        Assert.NotEmpty(inBody.Text);
    }

    [Fact]
    public async Task A_thousand_templates_can_be_listed_and_one_more_is_too_many()
    {
        var known = scenario.Scenario.Catalog["templates"]!.AsArray().Select(template => template!["id"]!.GetValue<Guid>()).ToArray();
        var listed = known.Concat(Enumerable.Range(1, 1000 - known.Length).Select(number => new Guid(number, 0, 0, new byte[8]))).ToArray();
        string Query(IEnumerable<Guid> ids) => $"{ScenarioApp.Period}&template_ids={string.Join("%2C", ids)}";
        var answer = (await PostAsync("templates", Query(listed))).AssertStatus(HttpStatusCode.OK);
        Assert.Equal(
            (await scenario.ReportAsync("templates", ScenarioApp.Period))["active_users"]!.GetValue<int>(), answer.Body["report"]!["active_users"]!.GetValue<int>());
        (await PostAsync("templates", Query(listed.Append(Guid.NewGuid())))).AssertError(HttpStatusCode.BadRequest, "template_ids");
    }

    [Theory]
    [InlineData("start_time=x&end_time=y", "start_time")]
    [InlineData($"{ScenarioApp.Period}&zebra=1&template_ids=x", "template_ids", "zebra")]
    [InlineData("", "start_time", "end_time")]
    [InlineData("\u00ff=1", "start_time", "end_time", "\u00ff")]
    public async Task What_cannot_be_read_is_named_as_there(string query, params string[] fields) =>
        (await PostAsync("templates", query)).AssertError(HttpStatusCode.BadRequest, fields);

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task It_is_of_the_one_type_that_there_is(string type) =>
        (await PostAsync("templates", ScenarioApp.Period, type)).AssertError(HttpStatusCode.UnsupportedMediaType);

    [Fact]
    public async Task It_is_in_one_place_not_compressed_and_not_of_any_length()
    {
        (await PostAsync("templates?interval=day", ScenarioApp.Period)).AssertError(HttpStatusCode.BadRequest);
        (await PostAsync("templates", ScenarioApp.Period, encoding: "gzip")).AssertError(HttpStatusCode.UnsupportedMediaType);
        (await PostAsync("templates", $"{ScenarioApp.Period}&template_ids={new string('x', FormBody.MaxLength)}")).AssertError(HttpStatusCode.RequestEntityTooLarge);
        (await PostAsync("daus", "tz_offset=0")).AssertError(HttpStatusCode.MethodNotAllowed);
    }

    private Task<ApiAnswer> PostAsync(string route, string query, string type = MediaType, string? encoding = null)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(query));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return ApiAnswer.OfAsync(scenario.App.Http, new HttpRequestMessage(HttpMethod.Post, $"/api/v2/insights/{route}") { Content = content });
    }
}
