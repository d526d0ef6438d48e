namespace Insights.Functions.Reports.Support;

/// <summary>An application that a user uses much.</summary>
/// <param name="IsBuiltin">Whether it is one that every template has.</param>
/// <param name="App">The application.</param>
/// <param name="Seconds">60 for each minute; at most 30 minutes of a half-hour over all templates.</param>
public sealed record PreferredApp(bool IsBuiltin, TemplateApp App, long Seconds);
