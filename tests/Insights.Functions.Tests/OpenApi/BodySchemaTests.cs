using System.Net;
using System.Text.Json.Nodes;
using Insights.Functions.Http.Operations;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Ingest;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.OpenApi;

/// <summary>
/// What ingest takes is what the document says that it takes, field by field and limit by limit. That nothing else is read is seen to by
/// the readers: reading a field that is not declared is a fault of the service.
/// </summary>
public sealed class BodySchemaTests(CollectingApp collecting) : IClassFixture<CollectingApp>
{
    [Theory]
    [InlineData("agent")]
    [InlineData("app")]
    [InlineData("bucket")]
    [InlineData("build")]
    [InlineData("organization")]
    [InlineData("user")]
    [InlineData("group")]
    [InlineData("template")]
    [InlineData("version")]
    public async Task Each_limit_of_a_field_is_taken_and_what_is_beyond_is_refused_by_its_name(string kind)
    {
        var item = ItemOf(kind);
        foreach (var (name, field) in item["properties"]!.AsObject())
        {
            await CheckAsync(kind, name, name, field!.AsObject(), IsRequired(item, name), value => value);
        }
    }

    [Fact]
    public void Every_field_that_is_known_to_go_wrong_is_described()
    {
        foreach (var row in new BadFields())
        {
            var (kind, name) = (row.Data.Item1, row.Data.Item2);
            Assert.True(ItemOf(kind)["properties"]![name] is not null, $"{kind}.{name} is read, and the document does not have it.");
        }
    }

    [Fact]
    public void A_body_that_is_read_has_a_list_of_its_fields_by_which_it_is_read()
    {
        var operations = collecting.App.Services.GetRequiredService<OperationTable>();
        Assert.All(
            operations.All.Where(operation => operation.Body is not null),
            operation => Assert.NotEmpty(operation.Body!.Fields));
    }

    private async Task CheckAsync(string kind, string name, string path, JsonObject field, bool isRequired, Func<string, string> within)
    {
        foreach (var wrong in WrongOf(field, isRequired))
        {
            // What a list has in it may be counted together with what its neighbours have: then it is the list around them that is named.
            var (answer, full) = (await PostAsync(kind, name, within(wrong)), $"{GoodItem.ListOf(kind)}[0].{path}");
            Assert.True(
                answer.Status == HttpStatusCode.BadRequest
                && answer.Fields.Any(found => found.StartsWith(full, StringComparison.Ordinal) || full.StartsWith($"{found}[", StringComparison.Ordinal)),
                $"{kind}.{path} = {(wrong.Length > 60 ? wrong[..60] : wrong)} is {(int)answer.Status} {answer.Text}");
        }

        foreach (var right in RightOf(field))
        {
            var answer = await PostAsync(kind, name, within(right));
            Assert.True(answer.Status == HttpStatusCode.Accepted, $"{kind}.{path} = {(right.Length > 60 ? right[..60] : right)} is {(int)answer.Status} {answer.Text}");
        }

        // The fields of an item of a list, in a list of one that has nothing else but what it must have.
        if (field["items"]?["properties"] is JsonObject inner)
        {
            var owner = field["items"]!.AsObject();
            foreach (var (innerName, innerField) in inner)
            {
                await CheckAsync(
                    kind, name, $"{path}[0].{innerName}", innerField!.AsObject(), IsRequired(owner, innerName), value => within($"[{Object(owner, innerName, value)}]"));
            }
        }
    }

    private Task<ApiAnswer> PostAsync(string kind, string name, string value) =>
        ApiAnswer.PostAsync(collecting.App, GoodItem.RouteOf(kind), GoodItem.Body(kind, GoodItem.With(kind, name, value)));

    private static IEnumerable<string> WrongOf(JsonObject field, bool isRequired)
    {
        if (isRequired)
        {
            yield return "";
        }

        yield return field["type"]!.ToString() is "string" ? "5" : "\"x\"";
        if (field["format"]?.ToString() is "uuid" or "date-time")
        {
            yield return "\"x\"";
        }

        if (field["enum"] is not null)
        {
            yield return "\"none of these\"";
        }

        if (field["maxLength"] is { } length)
        {
            yield return Text((int)length + 1);
        }

        if (field["minimum"] is { } min)
        {
            yield return $"{(long)min - 1}";
        }

        if (field["maximum"] is { } max)
        {
            yield return $"{(UInt128)(long)max + 1}";
        }

        if (field["maxItems"] is { } items)
        {
            yield return $"[{string.Join(',', Enumerable.Repeat("{}", (int)items + 1))}]";
        }

        if (field["maxProperties"] is { } names)
        {
            yield return $"{{{string.Join(',', Enumerable.Range(0, (int)names + 1).Select(number => $"\"a{number}\":1"))}}}";
        }
    }

    // What has to go with another field is not tried: the minutes of a bucket.
    private static IEnumerable<string> RightOf(JsonObject field)
    {
        if (field["maxLength"] is { } length)
        {
            yield return Text((int)length);
        }

        foreach (var word in field["enum"]?.AsArray() ?? [])
        {
            yield return word!.ToJsonString();
        }

        if (field["minimum"] is { } min && (long)min == 0)
        {
            yield return "0";
            yield return field["maximum"]!.ToJsonString();
        }

        if (field["type"]!.ToString() is "array")
        {
            yield return "[]";
        }
    }

    private static string Object(JsonObject schema, string name, string value) => "{" + string.Join(
        ',',
        schema["properties"]!.AsObject().Where(field => field.Key != name && IsRequired(schema, field.Key)).Select(field => $"\"{field.Key}\":{Good(field.Value!)}")
            .Concat(value.Length == 0 ? [] : [$"\"{name}\":{value}"])) + "}";

    private static string Good(JsonNode field) => field["format"]?.ToString() == "uuid" ? GoodItem.Id : "\"a\"";

    private static string Text(int length) => $"\"{new string('x', length)}\"";

    private static bool IsRequired(JsonObject schema, string name) => schema["required"]?.AsArray().Any(required => required!.ToString() == name) == true;

    private static JsonObject ItemOf(string kind)
    {
        var body = DescribedApi.Find("POST", $"/api/v2/ingest/{GoodItem.RouteOf(kind)}")!["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]!.ToString();
        return DescribedApi.Document["components"]!["schemas"]![body[(body.LastIndexOf('/') + 1)..]]!["properties"]![GoodItem.ListOf(kind)]!["items"]!.AsObject();
    }
}
