using System.Text.Json;
using System.Text.Json.Nodes;
using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Insights.Functions.Http.Queries;
using Insights.Functions.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.OpenApi;

/// <summary>
/// The API in OpenAPI 3.1, made from what serves it: the routes of the functions, what each requires, the parameters that it reads, and what
/// its answer is written by.
/// </summary>
/// <param name="routes">The routes.</param>
/// <param name="operations">What the functions behind them take and give.</param>
public sealed class ApiDocument(RouteTable routes, OperationTable operations)
{
    private const string HeaderScheme = "token";
    private const string BearerScheme = "bearer";

    private static readonly Dictionary<string, string> Rooms = new()
    {
        ["Insights"] = "How templates are used.",
        ["Ingest"] = "Where usage and the catalog come in.",
        ["Sources"] = "Where usage and the catalog come in from.",
        ["Administration"] = "Who may do what, and how the service is.",
        ["Metrics"] = "What is measured again and again.",
        ["Notices"] = "What people are told without asking.",
        ["OpenApi"] = "What this document is.",
    };

    private readonly Lazy<JsonObject> _document = new(() => Make(routes, operations));

    /// <summary>The document.</summary>
    internal JsonObject Json => _document.Value;

    /// <summary>The document, as it is sent.</summary>
    internal byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(Json, ApiJson.NewOptions());

    private static JsonObject Make(RouteTable routes, OperationTable operations)
    {
        var schemas = new SchemaWriter();
        var error = schemas.Of(ApiJsonContext.Api.ApiError);
        var served = routes.Served.Where(route => operations.Find(route.Function) is not null).OrderBy(route => route.Template, StringComparer.Ordinal).ToArray();
        var paths = new JsonObject();
        foreach (var route in served)
        {
            var path = paths[$"/{route.Template}"] as JsonObject ?? [];
            paths[$"/{route.Template}"] = path;
            var operation = operations.Find(route.Function)!;
            var body = operation.Body is { } schema ? schemas.Add(schema.Name, schema.ToJson(schemas.Of)) : null;
            foreach (var method in route.Methods)
            {
                path[method.ToLowerInvariant()] = Describe(route, method, operation, body, error, schemas);
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Template Insights",
                ["summary"] = "How the templates of a Coder deployment are used.",
                ["description"] = "The reports have the shapes and the names of Coder's own insights API.",
                ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
                ["version"] = ServiceVersion.Text,
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "Where this document is." }),
            ["security"] = new JsonArray(new JsonObject { [HeaderScheme] = new JsonArray() }, new JsonObject { [BearerScheme] = new JsonArray() }),
            ["tags"] = new JsonArray([.. served.Select(TagOf).Distinct().Order(StringComparer.Ordinal).Select(tag => (JsonNode)new JsonObject { ["name"] = tag, ["description"] = Rooms[tag] })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Components(),
                ["securitySchemes"] = new JsonObject
                {
                    [HeaderScheme] = new JsonObject
                    {
                        ["type"] = "apiKey",
                        ["in"] = "header",
                        ["name"] = "Coder-Session-Token",
                        ["description"] = "A token of this service.",
                    },
                    [BearerScheme] = new JsonObject
                    {
                        ["type"] = "http",
                        ["scheme"] = "bearer",
                        ["description"] = "A token of this service, or one of the OpenID Connect issuer.",
                    },
                },
            },
        };
    }

    private static JsonObject Describe(ServedRoute route, string method, Operation operation, JsonObject? body, JsonObject error, SchemaWriter schemas)
    {
        var requirement = FunctionAccess.Of(route.Function);
        var isForm = HttpMethods.IsPost(method) && operation.Query.Count > 0;
        var described = new JsonObject
        {
            ["operationId"] = OperationIdOf(route, method),
            ["tags"] = new JsonArray(TagOf(route)),
            ["summary"] = isForm ? $"{operation.Summary}: the same, for a long query" : operation.Summary,
        };
        if (RightOf(requirement) is { } right)
        {
            described["description"] = right;
        }

        if (requirement == Requirement.None)
        {
            described["security"] = new JsonArray();
        }

        var parameters = PathParameter.In(route.Template).Select(InPath)
            .Concat(isForm ? [] : operation.Query.Select(InQuery))
            .Concat(operation.IsConditional && !isForm ? [KnownTags()] : [])
            .ToArray();
        if (parameters.Length > 0)
        {
            described["parameters"] = new JsonArray(parameters);
        }

        if (isForm || body is not null)
        {
            described["requestBody"] = isForm ? FormOf(operation.Query) : Content("application/json", body!.DeepClone().AsObject());
        }

        described["responses"] = ResponseList.Of(route, method, operation, requirement, isForm || body is not null, error, schemas);
        return described;
    }

    private static JsonNode InPath(PathParameter parameter) => new JsonObject
    {
        ["name"] = parameter.Name,
        ["in"] = "path",
        ["required"] = true,
        ["description"] = parameter.Description,
        ["schema"] = parameter.Schema,
    };

    private static JsonNode InQuery(QueryParameter parameter)
    {
        var described = new JsonObject { ["name"] = parameter.Name, ["in"] = "query", ["description"] = parameter.Description };
        if (parameter.IsRequired)
        {
            described["required"] = true;
        }

        if (parameter.IsList)
        {
            (described["style"], described["explode"]) = ("form", false);
        }

        described["schema"] = parameter.Schema;
        return described;
    }

    private static JsonObject KnownTags() => new()
    {
        ["name"] = "If-None-Match",
        ["in"] = "header",
        ["description"] = "The ETag of an answer that the caller has; it is not sent again.",
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject FormOf(IReadOnlyList<QueryParameter> query)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(query.Select(parameter =>
            {
                var described = parameter.Schema;
                described["description"] = parameter.Description;
                return KeyValuePair.Create(parameter.Name, (JsonNode?)described);
            })),
        };
        if (query.Where(parameter => parameter.IsRequired).Select(parameter => (JsonNode)parameter.Name).ToArray() is { Length: > 0 } required)
        {
            schema["required"] = new JsonArray(required);
        }

        var form = Content("application/x-www-form-urlencoded", schema);
        form["content"]!["application/x-www-form-urlencoded"]!["encoding"] = new JsonObject(query.Where(parameter => parameter.IsList).Select(parameter =>
            KeyValuePair.Create(parameter.Name, (JsonNode?)new JsonObject { ["style"] = "form", ["explode"] = false })));
        return form;
    }

    private static JsonObject Content(string mediaType, JsonObject schema) =>
        new() { ["required"] = true, ["content"] = new JsonObject { [mediaType] = new JsonObject { ["schema"] = schema } } };

    private static string? RightOf(Requirement? requirement) => requirement switch
    {
        Requirement.View => "Takes the scope `read`.",
        Requirement.Manage => "Takes the scope `admin`.",
        Requirement.Ingest => $"Takes the scope `ingest`, and the role `{Role.Owner}` or `{Role.Ingest}`.",
        Requirement.SetAccess => "Takes the scope `catalog`.",
        Requirement.Administer => $"Takes the scope `admin`, and the role `{Role.Owner}`.",
        _ => null,
    };

    private static string TagOf(ServedRoute route) => route.DeclaredIn.Namespace!.Split('.')[2];

    private static string OperationIdOf(ServedRoute route, string method)
    {
        var name = char.ToLowerInvariant(route.Function[0]) + route.Function[1..];
        return method == route.Methods[0] ? name : HttpMethods.IsHead(method) ? $"{name}Head" : $"{name}ByForm";
    }
}
