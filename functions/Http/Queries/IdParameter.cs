using System.Text.Json.Nodes;

namespace Insights.Functions.Http.Queries;

/// <summary>A UUID.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
public sealed record IdParameter(string Name, string Description) : QueryParameter(Name, Description)
{
    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = "string", ["format"] = "uuid" };
}
