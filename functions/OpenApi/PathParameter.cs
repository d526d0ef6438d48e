using System.Text.Json.Nodes;

namespace Insights.Functions.OpenApi;

/// <summary>A parameter in the path of a route.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is.</param>
/// <param name="IsId">Whether it is a UUID; else text.</param>
internal sealed record PathParameter(string Name, string Description, bool IsId = true)
{
    private static readonly PathParameter[] All =
    [
        new("template", "The id of a template."),
        new("user", "The id of a user."),
        new("token", "The id of a token.", IsId: false),
        new("operation", "The id of an operation."),
        new("reveal", "The id of a reveal."),
        new("source", "The id of a source: that of a Coder deployment's default organization."),
    ];

    /// <summary>What it may be, in the words of JSON Schema.</summary>
    public JsonObject Schema => IsId ? new() { ["type"] = "string", ["format"] = "uuid" } : new() { ["type"] = "string" };

    /// <summary>The parameters of a route's path, in order.</summary>
    /// <exception cref="InvalidOperationException">There is one that is not listed here.</exception>
    public static IEnumerable<PathParameter> In(string template) =>
        from part in template.Split('/')
        where part.StartsWith('{')
        select Array.Find(All, parameter => parameter.Name == part.Trim('{', '}'))
            ?? throw new InvalidOperationException($"Nothing says what {part} in the path {template} is: it needs a line in {nameof(PathParameter)}.");
}
