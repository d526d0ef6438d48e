using System.Text.Json.Nodes;

namespace Insights.Functions.Http.Queries;

/// <summary>A list of texts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="MaxItems">The most texts that it may have.</param>
/// <param name="MaxLength">The most characters that each may have.</param>
public sealed record TextsParameter(string Name, string Description, int MaxItems, int MaxLength) : QueryParameter(Name, Description)
{
    /// <inheritdoc/>
    public override bool IsList => true;

    /// <inheritdoc/>
    public override JsonObject Schema => new()
    {
        ["type"] = "array",
        ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = MaxLength },
        ["maxItems"] = MaxItems,
    };
}
