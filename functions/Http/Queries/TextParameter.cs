using System.Text.Json.Nodes;

namespace Insights.Functions.Http.Queries;

/// <summary>Text.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="MaxLength">The most characters that it may have.</param>
public sealed record TextParameter(string Name, string Description, int MaxLength) : QueryParameter(Name, Description)
{
    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = "string", ["maxLength"] = MaxLength };
}
