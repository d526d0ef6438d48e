namespace Insights.Functions.Reports;

/// <summary>The usage of a built-in application.</summary>
/// <param name="App">The application.</param>
/// <param name="TemplateIds">The templates with minutes of it, ascending.</param>
/// <param name="Seconds">60 for each minute; at most 30 minutes of a user's half-hour over all templates.</param>
public sealed record BuiltinUsage(BuiltinApp App, IReadOnlyList<Guid> TemplateIds, long Seconds);
