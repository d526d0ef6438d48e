using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Insights.Functions.OpenApi;

/// <summary>Writes the document of the API as a page: plain HTML without a script.</summary>
/// <param name="document">The document.</param>
internal sealed partial class ReaderHtml(JsonObject document)
{
    private readonly StringBuilder _html = new();

    /// <summary>The page.</summary>
    public string Write()
    {
        var info = document["info"]!;
        _html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        _html.Append("<title>API - Template Insights</title>\n<link rel=\"icon\" href=\"/assets/favicon.svg\">\n<link rel=\"stylesheet\" href=\"/docs/docs.css\">\n</head>\n<body>\n");
        _html.Append("<header>\n<h1>").Append(Text(info["title"])).Append(" API</h1>\n<p>").Append(Text(info["summary"])).Append(' ').Append(Text(info["description"]));
        _html.Append(" Version ").Append(Text(info["version"])).Append(". The same for programs: <a href=\"/api/v2/openapi.json\">openapi.json</a>, OpenAPI ");
        _html.Append(Text(document["openapi"])).Append(".</p>\n</header>\n");
        var operations = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(method => (Path: path.Key, Method: method.Key, Operation: method.Value!.AsObject())))
            .ToLookup(entry => (string)entry.Operation["tags"]![0]!);
        WriteContents(operations);
        _html.Append("<main>\n");
        foreach (var tag in operations.OrderBy(tag => tag.Key, StringComparer.Ordinal))
        {
            _html.Append("<h2>").Append(Encoded(tag.Key)).Append("</h2>\n");
            foreach (var (path, method, operation) in tag)
            {
                WriteOperation(path, method, operation);
            }
        }

        _html.Append("<h2 id=\"schemas\">Schemas</h2>\n");
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            _html.Append("<section id=\"schema-").Append(name).Append("\">\n<h3>").Append(name).Append("</h3>\n");
            WriteFields(schema!.AsObject());
            _html.Append("</section>\n");
        }

        return _html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private void WriteContents(ILookup<string, (string Path, string Method, JsonObject Operation)> operations)
    {
        _html.Append("<nav aria-label=\"Contents\">\n");
        foreach (var tag in operations.OrderBy(tag => tag.Key, StringComparer.Ordinal))
        {
            _html.Append("<h2>").Append(Encoded(tag.Key)).Append("</h2>\n<ul>\n");
            foreach (var (path, method, operation) in tag)
            {
                _html.Append("<li><a href=\"#").Append(Text(operation["operationId"])).Append("\"><b>").Append(method.ToUpperInvariant()).Append("</b> ");
                _html.Append(Encoded(path["/api/v2".Length..])).Append("</a></li>\n");
            }

            _html.Append("</ul>\n");
        }

        _html.Append("</nav>\n");
    }

    private void WriteOperation(string path, string method, JsonObject operation)
    {
        _html.Append("<section id=\"").Append(Text(operation["operationId"])).Append("\">\n<h3><b>").Append(method.ToUpperInvariant()).Append("</b> <code>");
        _html.Append(Encoded(path)).Append("</code></h3>\n<p>").Append(Text(operation["summary"])).Append(". ");
        _html.Append((operation["security"] is JsonArray { Count: 0 } ? "Takes no credential." : Marked(operation["description"]))).Append("</p>\n");
        if (operation["parameters"] is JsonArray parameters)
        {
            _html.Append("<table>\n<caption>Parameters</caption>\n<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">In</th><th scope=\"col\">Type</th><th scope=\"col\">What it is</th></tr></thead>\n<tbody>\n");
            foreach (var parameter in parameters)
            {
                Row(Name(parameter!["name"], parameter["required"]), Text(parameter["in"]), TypeOf(parameter["schema"]), Marked(parameter["description"]));
            }

            _html.Append("</tbody>\n</table>\n");
        }

        if (operation["requestBody"]?["content"] is JsonObject content)
        {
            foreach (var (type, body) in content)
            {
                _html.Append("<p>Body: <code>").Append(Encoded(type)).Append("</code>, ");
                _html.Append(body!["schema"]!["$ref"] is null ? "the parameters of the GET" : TypeOf(body["schema"])).Append("</p>\n");
            }
        }

        _html.Append("<table>\n<caption>Answers</caption>\n<thead><tr><th scope=\"col\">Status</th><th scope=\"col\">Body</th><th scope=\"col\">When</th></tr></thead>\n<tbody>\n");
        foreach (var (status, response) in operation["responses"]!.AsObject())
        {
            var body = response!["content"] is JsonObject types ? string.Join(", ", types.Select(type => $"{Encoded(type.Key)} {TypeOf(type.Value!["schema"])}")) : "";
            Row(Encoded(status), body, Text(response["description"]));
        }

        _html.Append("</tbody>\n</table>\n</section>\n");
    }

    private void WriteFields(JsonObject schema)
    {
        _html.Append("<table>\n<thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Type</th><th scope=\"col\">What it is</th></tr></thead>\n<tbody>\n");
        var required = schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet() ?? [];
        foreach (var (name, field) in schema["properties"]?.AsObject() ?? [])
        {
            Row(Name(name, required.Contains(name)), TypeOf(field), Marked(field!["description"]));
        }

        _html.Append("</tbody>\n</table>\n");
    }

    private void Row(params ReadOnlySpan<string> cells)
    {
        _html.Append("<tr>");
        foreach (var cell in cells)
        {
            _html.Append("<td>").Append(cell).Append("</td>");
        }

        _html.Append("</tr>\n");
    }

    private static string Name(JsonNode? name, JsonNode? required) => $"<code>{Text(name)}</code>{((bool?)required == true ? "" : " <small>optional</small>")}";

    private static string TypeOf(JsonNode? schema) => schema switch
    {
        JsonObject reference when (string?)reference["$ref"] is { } target => Link(target[(target.LastIndexOf('/') + 1)..]),
        JsonObject either when either["anyOf"] is JsonArray options => string.Join(" or ", options.Select(TypeOf)),
        JsonObject { } list when (string?)(list["type"] as JsonValue) == "array" => $"list of {TypeOf(list["items"])}",
        JsonObject { } map when map["additionalProperties"] is JsonObject values => $"map of {TypeOf(values)}",
        JsonObject { } words when words["enum"] is JsonArray choices => string.Join(", ", choices.Select(choice => $"<code>{Text(choice)}</code>")),
        JsonObject { } nested when nested["properties"] is JsonObject fields =>
            $"{{ {string.Join(", ", fields.Select(field => $"<code>{Encoded(field.Key)}</code>: {TypeOf(field.Value)}"))} }}",
        JsonObject { } value => Plain(value),
        _ => "anything",
    };

    private static string Plain(JsonObject value)
    {
        var type = value["type"] is JsonArray several ? string.Join(" or ", several.Select(Text)) : value["type"] is { } one ? Text(one) : "anything";
        var range = value["minimum"] is { } min ? $", {Text(min)} to {Text(value["maximum"])}" : "";
        var fallback = value["default"] is { } given ? $", {Text(given)} when left out" : "";
        return $"{type}{(value["format"] is { } format ? $" ({Text(format)})" : "")}{range}{fallback}";
    }

    private static string Link(string schema) => $"<a href=\"#schema-{schema}\">{schema}</a>";

    // Of CommonMark descriptions have code alone.
    private static string Marked(JsonNode? text) => Code().Replace(Text(text), "<code>$1</code>");

    private static string Text(JsonNode? node) => Encoded(node?.ToString() ?? "");

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
