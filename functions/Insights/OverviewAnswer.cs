using System.Text.Json.Serialization;
using Insights.Functions.Catalog;
using Insights.Functions.Reports;

namespace Insights.Functions.Insights;

/// <summary>The answer of <c>/insights/overview</c>; a section that was not asked for is absent.</summary>
/// <param name="Report">The report.</param>
/// <param name="DataSince">The start of the first half-hour of which usage is kept, of the templates that it is about; absent where there never was any.</param>
internal sealed record OverviewAnswer(
    OverviewAnswer.Section Report, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? DataSince)
{
    /// <summary>Many templates side by side.</summary>
    /// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
    /// <param name="EndTime">The end of the period, which is no part of it.</param>
    /// <param name="ActiveUsers">The distinct users of any of the templates.</param>
    /// <param name="Seconds">60 for each minute of usage, at most 30 of them in a user's half-hour.</param>
    /// <param name="Templates">The templates that were used, ascending by id.</param>
    /// <param name="UnusedTemplateIds">The templates that nobody used in the period, ascending.</param>
    /// <param name="UnusedApps">The applications that templates which were used offer, though nobody opened them there.</param>
    /// <param name="UnchangedParameters">The parameters that every workspace leaves at its default.</param>
    internal sealed record Section(
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        int ActiveUsers,
        long Seconds,
        IReadOnlyList<TemplateEntry> Templates,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Guid>? UnusedTemplateIds,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<UnusedEntry>? UnusedApps,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<UnchangedEntry>? UnchangedParameters);

    /// <summary>A template.</summary>
    /// <param name="TemplateId">The id of the template.</param>
    /// <param name="ActiveUsers">Its distinct users.</param>
    /// <param name="Seconds">60 for each minute of its usage, over all users.</param>
    /// <param name="DailyActiveUsers">The distinct users of each day of the period, in order.</param>
    /// <param name="DataSince">The start of its first half-hour of which usage is kept; absent where there never was any.</param>
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

    /// <summary>An application that some templates offer, though nobody opened it there.</summary>
    /// <param name="TemplateIds">The templates that offer it and were used without it, ascending.</param>
    /// <param name="DisplayName">Its name for people; may be empty.</param>
    /// <param name="Slug">Its name in addresses.</param>
    /// <param name="Icon">The path or address of its icon; may be empty.</param>
    internal sealed record UnusedEntry(IReadOnlyList<Guid> TemplateIds, string DisplayName, string Slug, string Icon)
    {
        public static UnusedEntry Of(UnusedApp unused) => new(unused.TemplateIds, unused.App.DisplayName, unused.App.Slug, unused.App.Icon);
    }

    /// <summary>A parameter that every workspace leaves at its default.</summary>
    /// <param name="TemplateIds">The templates with a build of a version that defines it so, ascending.</param>
    /// <param name="DisplayName">Its name for people; may be empty.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">Its type: <c>string</c>, <c>number</c>, <c>bool</c> or <c>list(string)</c>.</param>
    /// <param name="Description">What it is for, as plain text; may be empty.</param>
    /// <param name="Options">The values that it offers; absent where any may be given.</param>
    /// <param name="DefaultValue">Its default.</param>
    /// <param name="Workspaces">How many workspaces were built with it.</param>
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
