using System.Text.Json.Nodes;

namespace Insights.Functions.Http.Queries;

/// <summary>One of some words.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Choices">The words.</param>
public sealed record ChoiceParameter(string Name, string Description, params IReadOnlyList<string> Choices) : QueryParameter(Name, Description)
{
    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = "string", ["enum"] = new JsonArray([.. Choices.Select(choice => (JsonNode)choice)]) };
}
