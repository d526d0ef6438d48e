using System.Text.Json.Nodes;

namespace Insights.Functions.Http.Queries;

/// <summary>An IANA time zone.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
public sealed record ZoneParameter(string Name, string Description) : QueryParameter(Name, Description)
{
    /// <summary>The most characters that it may have.</summary>
    public const int MaxLength = 64;

    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = "string", ["maxLength"] = MaxLength, ["examples"] = new JsonArray("Europe/Berlin") };
}
