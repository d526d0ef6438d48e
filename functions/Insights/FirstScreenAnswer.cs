using System.Text.Json.Serialization;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Workspaces;

namespace Insights.Functions.Insights;

/// <summary>The answer of <c>/insights/dashboard</c>; a section that was not asked for is absent.</summary>
internal sealed record FirstScreenAnswer(
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TemplatesAnswer.TemplatesSection? Report,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<TemplatesAnswer.Interval>? IntervalReports,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Guid>? TemplateIds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IEnumerable<FirstScreenAnswer.User>? Users,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FirstScreenAnswer.OverviewSection? Overview,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Guid>? UnusedTemplateIds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OverviewAnswer.UnusedEntry>? UnusedApps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<OverviewAnswer.UnchangedEntry>? UnchangedParameters,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FirstScreenAnswer.OverviewSection>? Also,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ScreenFigures? Figures,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BuildCounts? Builds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ComparedScreen? Compared,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? DataSince)
{
    /// <summary>Both reports by user in one, made as it is written: they have the same users in the same order.</summary>
    public static IEnumerable<User> UsersOf(ActivityReport activity, LatencyReport latency, UserNames names) =>
        names.Listed(activity.Users).Zip(latency.Users, (active, measured) =>
        {
            var (username, avatarUrl) = names.Of(active.UserId);
            return new User(
                active.TemplateIds, active.UserId, username, names.NameOf(active.UserId), avatarUrl, active.Seconds, new(measured.P50, measured.P95));
        });

    public static OverviewSection OverviewOf(ReportPeriod period, OverviewReport overview, IReadOnlyDictionary<Guid, DateTimeOffset> since) => new(
        period.Start,
        period.End,
        overview.ActiveUsers,
        overview.Seconds,
        [.. overview.Templates.Select(template => OverviewAnswer.TemplateEntry.Of(template, since))]);

    internal sealed record User(
        IReadOnlyList<Guid> TemplateIds,
        Guid UserId,
        string Username,
        string Name,
        string AvatarUrl,
        long Seconds,
        [property: JsonPropertyName("latency_ms")] MeasuredUser.Latency LatencyMs);

    internal sealed record OverviewSection(
        DateTimeOffset StartTime, DateTimeOffset EndTime, int ActiveUsers, long Seconds, IReadOnlyList<OverviewAnswer.TemplateEntry> Templates);
}
