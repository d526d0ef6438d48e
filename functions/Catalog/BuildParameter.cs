namespace Insights.Functions.Catalog;

/// <summary>A value that a build was given.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Value">The value; may be empty.</param>
public sealed record BuildParameter(string Name, string Value);
