using System.Net;
using System.Text;
using Insights.Functions.Tests.Http;
using Xunit;

namespace Insights.Functions.Tests.Ingest;

/// <summary>What is refused, and how it is named. Nothing of what this class posts may ever be stored.</summary>
public sealed class IngestValidationTests(CollectingApp collecting) : IClassFixture<CollectingApp>
{
    [Theory]
    [ClassData(typeof(BadFields))]
    public async Task Every_bad_field_is_named_and_nothing_of_the_request_is_stored(string kind, string field, string path, string[] values)
    {
        var body = GoodItem.Body(kind, [GoodItem.Of(kind), .. values.Select(value => GoodItem.With(kind, field, value))]);
        var answer = await ApiAnswer.PostAsync(collecting.App, GoodItem.RouteOf(kind), body);
        answer.AssertError(HttpStatusCode.BadRequest, answer.Fields);
        Assert.Equal("The request has invalid fields. Nothing was stored.", answer.Message);
        Assert.Equal(values.Select((_, index) => $"{GoodItem.ListOf(kind)}[{index + 1}].{path}"), answer.Fields.Distinct());
        await collecting.AssertNothingStoredAsync();
    }

    [Theory]
    [InlineData("agent", "{}", "stats")]
    [InlineData("app", """{"stats":null}""", "stats")]
    [InlineData("bucket", """{"stats":[]}""", "buckets")]
    [InlineData("bucket", """{"buckets":[5]}""", "buckets[0]")]
    [InlineData("build", """{"builds":{}}""", "builds")]
    [InlineData("build", """{"stats":[]}""", "builds")]
    [InlineData("user", """{"users":"x"}""", "users")]
    [InlineData("template", """{"users":[],"templates":5}""", "templates")]
    [InlineData("agent", """{"stats":[5]}""", "stats[0]")]
    [InlineData("app", """{"stats":[null]}""", "stats[0]")]
    [InlineData("build", """{"builds":[[]]}""", "builds[0]")]
    [InlineData("version", """{"template_versions":["x"]}""", "template_versions[0]")]
    public async Task A_list_that_is_none_and_an_item_that_is_no_object_are_named(string kind, string body, string field) =>
        (await ApiAnswer.PostAsync(collecting.App, GoodItem.RouteOf(kind), body)).AssertError(HttpStatusCode.BadRequest, field);

    [Fact]
    public async Task Every_bad_field_of_every_list_is_named_in_one_answer()
    {
        var body = """{"organizations":[{"id":5}],"users":[{},{"id":"x","username":"u","deleted":3}],"template_versions":[{"parameters":[{"options":[7]}]}]}""";
        (await ApiAnswer.PostAsync(collecting.App, "catalog", body)).AssertError(
            HttpStatusCode.BadRequest,
            "organizations[0].id", "organizations[0].name", "users[0].id", "users[0].username", "users[1].id", "users[1].deleted",
            "template_versions[0].id", "template_versions[0].parameters[0].name", "template_versions[0].parameters[0].options[0]");
        await collecting.AssertNothingStoredAsync();
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("app")]
    [InlineData("build")]
    [InlineData("user")]
    public async Task At_most_a_hundred_errors_are_named(string kind)
    {
        var body = GoodItem.Body(kind, Enumerable.Repeat("{}", 150));
        var answer = (await ApiAnswer.PostAsync(collecting.App, GoodItem.RouteOf(kind), body)).AssertStatus(HttpStatusCode.BadRequest);
        answer.AssertError(HttpStatusCode.BadRequest, answer.Fields);
        Assert.Equal(100, answer.Fields.Distinct().Count());
        await collecting.AssertNothingStoredAsync();
    }

    [Theory]
    [InlineData("agent", "created_at")]
    [InlineData("app", "session_ended_at")]
    [InlineData("build", "created_at")]
    public async Task A_time_just_beyond_ten_minutes_ahead_or_just_older_than_the_retention_is_refused(string kind, string field)
    {
        var now = collecting.App.Clock.GetUtcNow();
        foreach (var time in (DateTimeOffset[])[now.AddMinutes(10).AddSeconds(15), now.AddDays(-180).AddTicks(-1)])
        {
            var body = GoodItem.Body(kind, GoodItem.With(kind, field, GoodItem.Text(time)));
            var answer = await ApiAnswer.PostAsync(collecting.App, GoodItem.RouteOf(kind), body);
            answer.AssertError(HttpStatusCode.BadRequest, $"{GoodItem.ListOf(kind)}[0].{field}");
        }

        await collecting.AssertNothingStoredAsync();
    }

    [Theory]
    [InlineData("agent", "user_id", "Z")]
    [InlineData("agent", "created_at", "Z")]
    [InlineData("agent", "session_counts", "{Z:1}")]
    [InlineData("agent", "an_unknown_field", "[Z]")]
    [InlineData("app", "slug_or_port", "Z")]
    [InlineData("build", "parameters", """[{"name":"p","value":Z}]""")]
    [InlineData("user", "organization_ids", "[Z]")]
    [InlineData("version", "id", "Z")]
    public async Task Text_that_is_not_Unicode_spoils_the_request(string kind, string field, string json)
    {
        // Half a surrogate pair; and Latin-1 makes the one byte 0xFF of the last one, which UTF-8 never has.
        foreach (var text in (string[])["\\ud800", "\\udc00 and more", "00000000-0000-4000-8000-00000000\\uDBFF\\u0030", "\u00ff"])
        {
            var body = Encoding.Latin1.GetBytes(
                GoodItem.Body(kind, GoodItem.With(kind, field, json.Replace("Z", $"\"{text}\"", StringComparison.Ordinal))));
            (await ApiAnswer.PostAsync(collecting.App, GoodItem.RouteOf(kind), body, encoding: null)).AssertError(HttpStatusCode.BadRequest);
        }

        await collecting.AssertNothingStoredAsync();
    }

    [Fact]
    public async Task A_long_value_is_not_sent_back()
    {
        var body = GoodItem.Body("agent", GoodItem.With("agent", "user_id", $"\"{new string('x', 100_000)}\""));
        var answer = (await ApiAnswer.PostAsync(collecting.App, "agent-stats", body)).AssertError(HttpStatusCode.BadRequest, "stats[0].user_id");
        Assert.True(answer.Text.Length < 500, $"The answer has {answer.Text.Length} characters.");
    }
}
