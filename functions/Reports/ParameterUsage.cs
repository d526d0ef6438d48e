using Insights.Functions.Catalog;

namespace Insights.Functions.Reports;

/// <summary>Which values workspaces were built with.</summary>
/// <param name="TemplateIds">Every template with a build of a version that defines the parameter so, ascending.</param>
/// <param name="Definition">The parameter as its versions define it.</param>
/// <param name="Values">Each value given, in order, with the number of workspaces.</param>
public sealed record ParameterUsage(
    IReadOnlyList<Guid> TemplateIds, ParameterDefinition Definition, IReadOnlyList<(string Value, int Count)> Values);
