using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.OpenApi;

/// <summary>What an operation may be answered with: its answer, and the refusals that follow from what it takes and who may call it.</summary>
internal static class ResponseList
{
    private const string TagName = "ETag";

    private static readonly Dictionary<int, string> Refusals = new()
    {
        [StatusCodes.Status400BadRequest] = "The request is wrong; validations names each field.",
        [StatusCodes.Status401Unauthorized] = "There is no credential, or none that is valid.",
        [StatusCodes.Status403Forbidden] = "Not with this credential.",
        [StatusCodes.Status404NotFound] = "There is nothing, or nothing that the caller may see.",
        [StatusCodes.Status409Conflict] = "It does not go with what there is.",
        [StatusCodes.Status413PayloadTooLarge] = "It is too much at once.",
        [StatusCodes.Status415UnsupportedMediaType] = "The body is of a type or an encoding that is not taken.",
        [StatusCodes.Status429TooManyRequests] = "Too many credentials were refused; come again after Retry-After.",
        [StatusCodes.Status503ServiceUnavailable] = "Something that is needed is not available; come again after Retry-After.",
    };

    /// <summary>The responses of an operation.</summary>
    public static JsonObject Of(
        ServedRoute route, string method, Operation operation, Requirement? requirement, bool hasBody, JsonObject error, SchemaWriter schemas)
    {
        var refusals = new SortedSet<int>(operation.Refusals) { StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable };
        if (requirement != Requirement.None)
        {
            refusals.UnionWith([StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests]);
        }

        if (requirement == Requirement.View || PathParameter.In(route.Template).Any())
        {
            refusals.Add(StatusCodes.Status404NotFound);
        }

        if (requirement == Requirement.View || hasBody)
        {
            refusals.Add(StatusCodes.Status413PayloadTooLarge);
        }

        if (hasBody)
        {
            refusals.Add(StatusCodes.Status415UnsupportedMediaType);
        }

        var responses = new JsonObject { [Text(operation.Answer.Status)] = Response(SuccessOf(operation.Answer), operation.Answer.MediaType, BodyOf(operation.Answer, schemas)) };
        var headers = HeadersOf(operation);
        if (operation.IsConditional && !HttpMethods.IsPost(method))
        {
            headers.Add(TagName, Tag());
            responses[Text(StatusCodes.Status304NotModified)] = Response("The caller has it already, by the tag that If-None-Match names.", null, null);
            responses[Text(StatusCodes.Status304NotModified)]!["headers"] = new JsonObject { [TagName] = Tag() };
        }

        if (operation.IsInParts && !HttpMethods.IsPost(method))
        {
            headers.Add("Link", Header("Where the list goes on, with rel=\"next\"; there is none at its end.", "string"));
        }

        if (headers.Count > 0)
        {
            responses[Text(operation.Answer.Status)]!["headers"] = headers;
        }

        foreach (var status in refusals)
        {
            responses[Text(status)] = Response(Refusals[status], "application/json", error.DeepClone().AsObject());
            if (HeadersOf(status) is { Count: > 0 } limits)
            {
                responses[Text(status)]!["headers"] = limits;
            }
        }

        responses["default"] = Response("Whatever else goes wrong.", "application/json", error.DeepClone().AsObject());
        return HttpMethods.IsHead(method) ? WithoutBodies(responses) : responses;
    }

    private static JsonObject HeadersOf(Operation operation) =>
        new(operation.Headers.Select(header => KeyValuePair.Create(header.Name, (JsonNode?)Header(header.Description, "string"))));

    private static JsonObject Tag() => Header("Stands for the answer; there is none of what may change at any moment.", "string");

    // What is limited are credentials that are refused, and what there is room for at a time.
    private static JsonObject HeadersOf(int status)
    {
        var headers = new JsonObject();
        if (status is StatusCodes.Status401Unauthorized or StatusCodes.Status429TooManyRequests)
        {
            headers["RateLimit-Limit"] = Header("How many credentials may be refused.", "integer");
            headers["RateLimit-Remaining"] = Header("How many of them are left.", "integer");
            headers["RateLimit-Reset"] = Header("In how many seconds all of them are there again.", "integer");
        }

        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            headers["Retry-After"] = Header("In how many seconds to come again.", "integer");
        }

        return headers;
    }

    private static JsonObject Header(string description, string type) => new() { ["description"] = description, ["schema"] = new JsonObject { ["type"] = type } };

    private static JsonObject? BodyOf(Answer answer, SchemaWriter schemas) =>
        answer.Json is { } type ? schemas.Of(type) : answer.MediaType is null ? null : new JsonObject { ["type"] = "string" };

    private static JsonObject Response(string description, string? mediaType, JsonObject? schema) => mediaType is null
        ? new() { ["description"] = description }
        : new() { ["description"] = description, ["content"] = new JsonObject { [mediaType] = new JsonObject { ["schema"] = schema } } };

    private static string SuccessOf(Answer answer) => answer.Status switch
    {
        StatusCodes.Status201Created => "It was made.",
        StatusCodes.Status202Accepted => "It is taken, and safe.",
        StatusCodes.Status204NoContent => "It is done.",
        _ => "The answer.",
    };

    private static JsonObject WithoutBodies(JsonObject responses)
    {
        foreach (var (_, response) in responses)
        {
            response!.AsObject().Remove("content");
        }

        return responses;
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
