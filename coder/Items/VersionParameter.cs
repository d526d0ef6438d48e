namespace Insights.Coder.Items;

/// <summary>What a version lets one choose.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Type">Its type.</param>
/// <param name="Description">What it is for.</param>
/// <param name="DefaultValue">What is chosen by who does not.</param>
/// <param name="Options">What there is to choose from; empty when anything may be.</param>
public sealed record VersionParameter(
    string Name, string DisplayName, string Type, string Description, string DefaultValue, IReadOnlyList<ParameterOption> Options);
