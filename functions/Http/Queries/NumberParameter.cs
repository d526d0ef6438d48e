using System.Text.Json.Nodes;

namespace Insights.Functions.Http.Queries;

/// <summary>A number, with a point before its decimals.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Min">The least that it may be.</param>
/// <param name="Max">The most that it may be.</param>
public sealed record NumberParameter(string Name, string Description, double Min, double Max) : QueryParameter(Name, Description)
{
    /// <inheritdoc/>
    public override JsonObject Schema => new() { ["type"] = "number", ["minimum"] = Min, ["maximum"] = Max };
}
