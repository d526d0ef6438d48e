namespace Insights.Functions.Catalog;

/// <summary>A parameter that a template version defines.</summary>
/// <param name="Name">Its name, which builds give values under.</param>
/// <param name="DisplayName">Its name for people; may be empty.</param>
/// <param name="Type">Its type, such as <c>string</c>, <c>number</c>, <c>bool</c> or <c>list(string)</c>.</param>
/// <param name="Description">What it is for; may be empty.</param>
/// <param name="Options">The values to choose from; empty when any value may be given.</param>
/// <param name="DefaultValue">The value that a workspace has unless another is given; null when nobody said.</param>
public sealed record ParameterDefinition(
    string Name, string DisplayName, string Type, string Description, IReadOnlyList<ParameterOption> Options, string? DefaultValue = null);
