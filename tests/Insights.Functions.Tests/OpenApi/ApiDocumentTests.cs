using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Architecture;
using Insights.Functions.Tests.Ingest;
using Xunit;

namespace Insights.Functions.Tests.OpenApi;

/// <summary>The document of the API says what is served: all of it, and nothing else.</summary>
public sealed class ApiDocumentTests(CollectingApp collecting) : IClassFixture<CollectingApp>
{
    [Fact]
    public void Every_route_of_the_api_is_described_and_no_other() => Assert.Equal(
        FunctionMetadata.Routed.Where(function => function.Route.StartsWith("api/", StringComparison.Ordinal))
            .SelectMany(function => function.Methods.Select(method => $"{method.ToUpperInvariant()} /{function.Route}")).Order(),
        DescribedApi.Document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}")).Order());

    [Fact]
    public void Every_operation_has_an_id_of_its_own()
    {
        var ids = DescribedApi.Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => (string)method.Value!["operationId"]!)).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Every_field_of_a_body_and_of_an_answer_says_what_it_is()
    {
        var fields = DescribedApi.Document["components"]!["schemas"]!.AsObject().SelectMany(schema => FieldsOf(schema.Key, schema.Value)).ToArray();

        Assert.True(fields.Length > 800, $"There are only {fields.Length} fields.");
        Assert.Equal([], fields.Where(field => (string?)field.Schema["description"] is not [.., '.']).Select(field => $"{field.Name}: {field.Schema["description"]}"));
    }

    [Fact]
    public void Names_in_a_description_are_those_of_the_answer()
    {
        var share = DescribedApi.Document["components"]!["schemas"]!["AdoptionAnswerTemplate"]!["properties"]!["share"]!;

        Assert.Equal("`adopted_users` of `eligible_users`, 0 to 1; absent without any.", (string)share["description"]!);
    }

    [Fact]
    public async Task The_service_sends_the_document() =>
        Assert.Equal(DescribedApi.Document.ToJsonString(), (await collecting.App.GetAsync("/api/v2/openapi.json")).ToJsonString());

    [Theory]
    [InlineData("$.report.start_time", """{"report":{"start_time":7}}""")]
    [InlineData("$.report lacks template_ids", """{"report":{}}""")]
    [InlineData("$ has reports, which is not described", """{"reports":{}}""")]
    [InlineData("$.report.template_ids[0] is \"x\"", """{"report":{"template_ids":["x"]}}""")]
    public void What_is_not_described_is_a_fault(string fault, string json)
    {
        var schema = DescribedApi.Find("GET", "/api/v2/insights/templates")!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!.AsObject();

        Assert.Contains(StrictSchema.FaultsOf(JsonNode.Parse(json), schema), found => found.StartsWith(fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_shows_every_operation_and_needs_no_script()
    {
        using var response = await collecting.App.SendAsync(HttpMethod.Get, "/docs", token: null);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", html, StringComparison.OrdinalIgnoreCase);
        Assert.All(
            DescribedApi.Document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()),
            operation => Assert.Contains($"<section id=\"{operation.Value!["operationId"]}\">", html, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Name, JsonObject Schema)> FieldsOf(string name, JsonNode? schema) => schema switch
    {
        JsonObject { } list when list["items"] is JsonObject items => FieldsOf(name, items),
        JsonObject { } fields when fields["properties"] is JsonObject properties => properties.SelectMany(property =>
            FieldsOf($"{name}.{property.Key}", property.Value).Prepend(($"{name}.{property.Key}", property.Value!.AsObject()))),
        _ => [],
    };
}
