namespace Insights.Coder.Items;

/// <summary>A value that a build was given.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Value">The value.</param>
public sealed record BuildParameter(string Name, string Value);
