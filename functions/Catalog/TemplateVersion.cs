namespace Insights.Functions.Catalog;

/// <summary>A version of a template, with the parameters it defines.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TemplateId">The template; null when nobody said.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record TemplateVersion(Guid Id, Guid? TemplateId, IReadOnlyList<ParameterDefinition> Parameters);
