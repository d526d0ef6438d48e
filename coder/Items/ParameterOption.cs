namespace Insights.Coder.Items;

/// <summary>A value that a parameter offers. Coder leaves out what is empty.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Description">What it means.</param>
/// <param name="Value">The value.</param>
/// <param name="Icon">Its icon.</param>
public sealed record ParameterOption(string Name = "", string Description = "", string Value = "", string Icon = "");
