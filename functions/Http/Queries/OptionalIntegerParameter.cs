using System.Text.Json.Nodes;

namespace Insights.Functions.Http.Queries;

/// <summary>A whole number, or none.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for, and what its absence means.</param>
/// <param name="Min">The least that it may be.</param>
/// <param name="Max">The most that it may be.</param>
public sealed record OptionalIntegerParameter(string Name, string Description, int Min, int Max) : QueryParameter(Name, Description)
{
    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = "integer", ["format"] = "int32", ["minimum"] = Min, ["maximum"] = Max };
}
