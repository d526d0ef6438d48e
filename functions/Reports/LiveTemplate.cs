namespace Insights.Functions.Reports;

/// <summary>How a template is used now, and was today.</summary>
/// <param name="TemplateId">The template.</param>
/// <param name="ActiveUsers">The users with a minute of usage in the window.</param>
/// <param name="PeakUsers">The most users that used it in the same minute of the day.</param>
/// <param name="Seconds">60 for each minute of usage of the day.</param>
/// <param name="Builtin">The built-in applications, always all of them.</param>
/// <param name="Apps">The applications that it defines, of which any minute was used.</param>
public sealed record LiveTemplate(
    Guid TemplateId, int ActiveUsers, int PeakUsers, long Seconds, IReadOnlyList<(BuiltinApp App, LiveSeconds Used)> Builtin, IReadOnlyList<(TemplateApp App, LiveSeconds Used)> Apps);
