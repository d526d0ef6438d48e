using System.Text.Json.Serialization;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Workspaces;

namespace Insights.Functions.Insights;

/// <summary>The answer of <c>/insights/dashboard</c>; a section that was not asked for is absent.</summary>
/// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
/// <param name="EndTime">The end of the period, which is no part of it.</param>
/// <param name="Report">As in <c>/insights/templates</c>.</param>
/// <param name="IntervalReports">The users of each slot, as in <c>/insights/templates</c>.</param>
/// <param name="TemplateIds">The templates that were used in the period, ascending.</param>
/// <param name="Users">Each user with activity and latency, ascending by id.</param>
/// <param name="Overview">The templates side by side.</param>
/// <param name="UnusedTemplateIds">The templates that nobody used in the period, ascending.</param>
/// <param name="UnusedApps">The applications that templates which were used offer, though nobody opened them there.</param>
/// <param name="UnchangedParameters">The parameters that every workspace leaves at its default.</param>
/// <param name="Also">The overview of each further period that was asked for, in their order.</param>
/// <param name="Figures">The period in a few figures.</param>
/// <param name="Builds">The builds that were made in the period.</param>
/// <param name="Compared">The same of what it is compared with.</param>
/// <param name="DataSince">The start of the first half-hour of which usage is kept, of the templates that it is about; absent where there never was any.</param>
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

    /// <summary>A user.</summary>
    /// <param name="TemplateIds">The templates that the user used in the period, ascending.</param>
    /// <param name="UserId">The id of the user.</param>
    /// <param name="Username">The user's unique name.</param>
    /// <param name="Name">The user's name for people; may be empty.</param>
    /// <param name="AvatarUrl">The address of the user's picture; may be empty.</param>
    /// <param name="Seconds">60 for each minute of usage, at most 30 of them in a user's half-hour.</param>
    /// <param name="LatencyMs">The latency of the user's connections.</param>
    internal sealed record User(
        IReadOnlyList<Guid> TemplateIds,
        Guid UserId,
        string Username,
        string Name,
        string AvatarUrl,
        long Seconds,
        [property: JsonPropertyName("latency_ms")] MeasuredUser.Latency LatencyMs);

    /// <summary>A period in sums, and by template.</summary>
    /// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
    /// <param name="EndTime">The end of the period, which is no part of it.</param>
    /// <param name="ActiveUsers">The distinct users of any of the templates.</param>
    /// <param name="Seconds">60 for each minute of usage, at most 30 of them in a user's half-hour.</param>
    /// <param name="Templates">The templates that were used, ascending by id.</param>
    internal sealed record OverviewSection(
        DateTimeOffset StartTime, DateTimeOffset EndTime, int ActiveUsers, long Seconds, IReadOnlyList<OverviewAnswer.TemplateEntry> Templates);
}
