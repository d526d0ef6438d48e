using System.Text.Json.Nodes;

namespace Insights.Functions.Http.Queries;

/// <summary>A time of RFC 3339, which must be given.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
public sealed record TimeParameter(string Name, string Description) : QueryParameter(Name, Description)
{
    /// <inheritdoc/>
    public override bool IsRequired => true;

    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = "string", ["format"] = "date-time" };
}
