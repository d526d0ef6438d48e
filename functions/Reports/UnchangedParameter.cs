using Insights.Functions.Catalog;

namespace Insights.Functions.Reports;

/// <summary>A parameter that every workspace has at its default.</summary>
/// <param name="TemplateIds">Every template with a build of a version that defines the parameter so, ascending.</param>
/// <param name="Definition">The parameter as its versions define it, with the default.</param>
/// <param name="Workspaces">The workspaces that were built with it.</param>
public sealed record UnchangedParameter(IReadOnlyList<Guid> TemplateIds, ParameterDefinition Definition, int Workspaces);
