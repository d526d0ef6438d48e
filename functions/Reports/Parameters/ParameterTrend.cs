using Insights.Functions.Catalog;

namespace Insights.Functions.Reports.Parameters;

/// <summary>Which values workspaces were built with, in all and over time.</summary>
/// <param name="TemplateIds">Every template with a build of a version that defines the parameter so, or that gives it where none does, ascending.</param>
/// <param name="Definition">The parameter as its versions define it; one that none defines has a name alone.</param>
/// <param name="IsDefined">Whether a version defines it.</param>
/// <param name="Workspaces">The workspaces that were given any value.</param>
/// <param name="Values">The values that were given most, by value, with the number of workspaces; 0 for one that no workspace has at the end.</param>
/// <param name="Others">How many workspaces were given any other.</param>
/// <param name="UnusedOptions">The options that nobody chose.</param>
/// <param name="Distribution">How the values lie, where they are numbers; else null.</param>
/// <param name="Slots">The slots, every one.</param>
public sealed record ParameterTrend(
    IReadOnlyList<Guid> TemplateIds,
    ParameterDefinition Definition,
    bool IsDefined,
    int Workspaces,
    IReadOnlyList<(string Value, int Count)> Values,
    int Others,
    IReadOnlyList<ParameterOption> UnusedOptions,
    ParameterDistribution? Distribution,
    IReadOnlyList<ParameterSlot> Slots);
