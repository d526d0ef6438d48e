using System.Text.Json.Nodes;

namespace Insights.Functions.Http.Queries;

/// <summary>Some of several words; none for all of them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Choices">The words.</param>
public sealed record ChoicesParameter(string Name, string Description, params IReadOnlyList<string> Choices) : QueryParameter(Name, Description)
{
    /// <inheritdoc/>
    public override bool IsList => true;

    /// <inheritdoc/>
    public override JsonObject Schema => new()
    {
        ["type"] = "array",
        ["items"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Choices.Select(choice => (JsonNode)choice)]) },
    };
}
