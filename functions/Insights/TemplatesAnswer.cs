using System.Text.Json.Serialization;
using Insights.Functions.Catalog;
using Insights.Functions.Reports;

namespace Insights.Functions.Insights;

/// <summary>The answer of <c>/insights/templates</c>; a section that was not asked for, or intervals of an empty period, is absent.</summary>
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

    internal sealed record TemplatesSection(
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        IReadOnlyList<Guid> TemplateIds,
        int ActiveUsers,
        IReadOnlyList<App> AppsUsage,
        IReadOnlyList<Parameter> ParametersUsage);

    internal sealed record App(
        IReadOnlyList<Guid> TemplateIds,
        string Type,
        string DisplayName,
        string Slug,
        string Icon,
        long Seconds,
        long TimesUsed,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Family = null);

    internal sealed record Parameter(
        IReadOnlyList<Guid> TemplateIds,
        string DisplayName,
        string Name,
        string Type,
        string Description,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ParameterOption>? Options,
        IReadOnlyList<ParameterValue> Values);

    internal sealed record ParameterValue(string Value, int Count);

    internal sealed record Interval(
        DateTimeOffset StartTime, DateTimeOffset EndTime, IReadOnlyList<Guid> TemplateIds, [property: JsonPropertyName("interval")] string Name, int ActiveUsers);
}
