namespace Insights.Functions.Reports;

/// <summary>The usage of an application that templates define.</summary>
/// <param name="App">The application.</param>
/// <param name="TemplateIds">The templates it was used in, ascending.</param>
/// <param name="Seconds">60 for each minute; at most 30 minutes of a user's half-hour over all templates.</param>
/// <param name="TimesUsed">Runs of adjacent half-hours in which a user used it in any template, over all users.</param>
public sealed record AppUsage(TemplateApp App, IReadOnlyList<Guid> TemplateIds, long Seconds, long TimesUsed);
