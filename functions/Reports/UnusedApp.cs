namespace Insights.Functions.Reports;

/// <summary>An application that some templates offer, though nobody opened it there.</summary>
/// <param name="App">The application.</param>
/// <param name="TemplateIds">The templates, ascending; all of them were used.</param>
public sealed record UnusedApp(TemplateApp App, IReadOnlyList<Guid> TemplateIds);
