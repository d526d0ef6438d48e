using System.Text.Json.Serialization;
using Insights.Functions.Catalog;
using Insights.Functions.Reports;

namespace Insights.Functions.Insights;

/// <summary>The answer of <c>/insights/overview</c>; a section that was not asked for is absent.</summary>
internal sealed record OverviewAnswer(
    OverviewAnswer.Section Report, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? DataSince)
{
    internal sealed record Section(
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        int ActiveUsers,
        long Seconds,
        IReadOnlyList<TemplateEntry> Templates,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Guid>? UnusedTemplateIds,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<UnusedEntry>? UnusedApps,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<UnchangedEntry>? UnchangedParameters);

    internal sealed record TemplateEntry(
        Guid TemplateId,
        int ActiveUsers,
        long Seconds,
        IReadOnlyList<int> DailyActiveUsers,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? DataSince)
    {
        public static TemplateEntry Of(TemplateOverview overview, IReadOnlyDictionary<Guid, DateTimeOffset> since) => new(
            overview.TemplateId,
            overview.ActiveUsers,
            overview.Seconds,
            overview.SlotUsers,
            since.TryGetValue(overview.TemplateId, out var recorded) ? recorded : null);
    }

    internal sealed record UnusedEntry(IReadOnlyList<Guid> TemplateIds, string DisplayName, string Slug, string Icon)
    {
        public static UnusedEntry Of(UnusedApp unused) => new(unused.TemplateIds, unused.App.DisplayName, unused.App.Slug, unused.App.Icon);
    }

    internal sealed record UnchangedEntry(
        IReadOnlyList<Guid> TemplateIds,
        string DisplayName,
        string Name,
        string Type,
        string Description,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ParameterOption>? Options,
        string DefaultValue,
        int Workspaces)
    {
        public static UnchangedEntry Of(UnchangedParameter unchanged) => new(
            unchanged.TemplateIds,
            unchanged.Definition.DisplayName,
            unchanged.Definition.Name,
            unchanged.Definition.Type,
            PlainText.Of(unchanged.Definition.Description),
            unchanged.Definition.Options is { Count: > 0 } options ? options : null,
            unchanged.Definition.DefaultValue!,
            unchanged.Workspaces);
    }
}
