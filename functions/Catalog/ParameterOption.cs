namespace Insights.Functions.Catalog;

/// <summary>A value that a parameter offers.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Description">What it means; may be empty.</param>
/// <param name="Value">The value.</param>
/// <param name="Icon">The path of its icon; may be empty.</param>
public sealed record ParameterOption(string Name, string Description, string Value, string Icon);
