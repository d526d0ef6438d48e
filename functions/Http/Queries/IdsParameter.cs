using System.Text.Json.Nodes;

namespace Insights.Functions.Http.Queries;

/// <summary>A list of UUIDs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
public sealed record IdsParameter(string Name, string Description) : QueryParameter(Name, Description)
{
    /// <summary>The most ids that it may have.</summary>
    public const int MaxIds = 1000;

    /// <inheritdoc/>
    public override bool IsList => true;

    /// <inheritdoc/>
    public override JsonObject Schema => new()
    {
        ["type"] = "array",
        ["items"] = new JsonObject { ["type"] = "string", ["format"] = "uuid" },
        ["maxItems"] = MaxIds,
    };
}
