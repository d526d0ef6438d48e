namespace Insights.Coder.Items;

/// <summary>A version of a template.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TemplateId">The template; null while it is of none yet.</param>
/// <param name="Parameters">What it lets one choose.</param>
public sealed record VersionItem(Guid Id, Guid? TemplateId, IReadOnlyList<VersionParameter> Parameters);
