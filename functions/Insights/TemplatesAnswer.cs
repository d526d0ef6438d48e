using System.Text.Json.Serialization;
using Insights.Functions.Catalog;
using Insights.Functions.Reports;

namespace Insights.Functions.Insights;

/// <summary>The answer of <c>/insights/templates</c>; a section that was not asked for, or intervals of an empty period, is absent.</summary>
/// <param name="Report">The whole period.</param>
/// <param name="IntervalReports">The users of each interval of it.</param>
internal sealed record TemplatesAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TemplatesAnswer.TemplatesSection? Report,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<TemplatesAnswer.Interval>? IntervalReports)
{
    public static TemplatesSection ReportOf(
        ReportPeriod period, TemplatesReport report, ListedApps apps, IReadOnlyList<ParameterUsage> parameters) => new(
        period.Start,
        period.End,
        report.TemplateIds,
        report.ActiveUsers,
        apps.Of(report),
        [
            .. parameters.Select(usage => new Parameter(
                usage.TemplateIds,
                usage.Definition.DisplayName,
                usage.Definition.Name,
                usage.Definition.Type,
                PlainText.Of(usage.Definition.Description),
                usage.Definition.Options is { Count: > 0 } options ? options : null,
                [.. usage.Values.Select(value => new ParameterValue(value.Value, value.Count))])),
        ]);

    public static IReadOnlyList<Interval> IntervalsOf(ReportInterval interval, IReadOnlyList<SlotUsage> slots) =>
        [.. slots.Select(usage => new Interval(usage.Slot.Start, usage.Slot.End, usage.TemplateIds, interval.Name, usage.ActiveUsers))];

    /// <summary>The whole period.</summary>
    /// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
    /// <param name="EndTime">The end of the period, which is no part of it.</param>
    /// <param name="TemplateIds">The templates that were used in the period, ascending.</param>
    /// <param name="ActiveUsers">The distinct users.</param>
    /// <param name="AppsUsage">How long each application was used.</param>
    /// <param name="ParametersUsage">Which values workspaces were built with.</param>
    internal sealed record TemplatesSection(
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        IReadOnlyList<Guid> TemplateIds,
        int ActiveUsers,
        IReadOnlyList<App> AppsUsage,
        IReadOnlyList<Parameter> ParametersUsage);

    /// <summary>An application.</summary>
    /// <param name="TemplateIds">The templates that it was used in, ascending.</param>
    /// <param name="Type"><c>builtin</c>, or <c>app</c> for one that a template defines.</param>
    /// <param name="DisplayName">Its name for people; may be empty.</param>
    /// <param name="Slug">Its name in addresses.</param>
    /// <param name="Icon">The path or address of its icon; may be empty.</param>
    /// <param name="Seconds">60 for each minute of usage, at most 30 of them in a user's half-hour.</param>
    /// <param name="TimesUsed">Runs of adjacent half-hours in which a user used it in any template, over all users; 0 for a built-in one.</param>
    /// <param name="Family">The family of a session app, where each is listed for itself.</param>
    internal sealed record App(
        IReadOnlyList<Guid> TemplateIds,
        string Type,
        string DisplayName,
        string Slug,
        string Icon,
        long Seconds,
        long TimesUsed,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Family = null);

    /// <summary>A parameter.</summary>
    /// <param name="TemplateIds">The templates with a build of a version that defines it so, ascending.</param>
    /// <param name="DisplayName">Its name for people; may be empty.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">Its type: <c>string</c>, <c>number</c>, <c>bool</c> or <c>list(string)</c>.</param>
    /// <param name="Description">What it is for, as plain text; may be empty.</param>
    /// <param name="Options">The values that it offers; absent where any may be given.</param>
    /// <param name="Values">The values that workspaces were built with.</param>
    internal sealed record Parameter(
        IReadOnlyList<Guid> TemplateIds,
        string DisplayName,
        string Name,
        string Type,
        string Description,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ParameterOption>? Options,
        IReadOnlyList<ParameterValue> Values);

    /// <summary>A value.</summary>
    /// <param name="Value">The value.</param>
    /// <param name="Count">How many workspaces have it, by their newest build of the period.</param>
    internal sealed record ParameterValue(string Value, int Count);

    /// <summary>A day or a week.</summary>
    /// <param name="StartTime">The start of the slot.</param>
    /// <param name="EndTime">The end of the slot, which is no part of it.</param>
    /// <param name="TemplateIds">The templates with usage in it, ascending.</param>
    /// <param name="Name"><c>day</c> or <c>week</c>.</param>
    /// <param name="ActiveUsers">Its distinct users.</param>
    internal sealed record Interval(
        DateTimeOffset StartTime, DateTimeOffset EndTime, IReadOnlyList<Guid> TemplateIds, [property: JsonPropertyName("interval")] string Name, int ActiveUsers);
}
