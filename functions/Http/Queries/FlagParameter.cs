using System.Text.Json.Nodes;

namespace Insights.Functions.Http.Queries;

/// <summary>True or false.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Fallback">What it is when it is left out.</param>
public sealed record FlagParameter(string Name, string Description, bool Fallback = false) : QueryParameter(Name, Description)
{
    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = "boolean", ["default"] = Fallback };
}
