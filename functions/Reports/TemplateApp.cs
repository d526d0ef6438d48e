namespace Insights.Functions.Reports;

/// <summary>An application as templates define it: equal ones are shown as one, whatever the template.</summary>
/// <param name="Slug">Its short name, which usage is reported under.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Icon">The path of its icon; may be empty.</param>
public sealed record TemplateApp(string Slug, string DisplayName, string Icon);
