using System.Text.Json.Nodes;

namespace Insights.Functions.Http.Queries;

/// <summary>A whole number.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Min">The least that it may be.</param>
/// <param name="Max">The most that it may be.</param>
/// <param name="Fallback">What it is when it is left out.</param>
public sealed record IntegerParameter(string Name, string Description, int Min, int Max, int Fallback) : QueryParameter(Name, Description)
{
    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = "integer", ["format"] = "int32", ["minimum"] = Min, ["maximum"] = Max, ["default"] = Fallback };
}
