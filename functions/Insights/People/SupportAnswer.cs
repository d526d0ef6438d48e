using System.Text.Json.Serialization;
using Insights.Functions.Reports.Support;

namespace Insights.Functions.Insights.People;

/// <summary>The report of <c>/insights/support</c>. What was not measured, or is not recorded, is absent.</summary>
/// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
/// <param name="EndTime">The end of the period, which is no part of it.</param>
/// <param name="Previous">The period before, which is as long.</param>
/// <param name="TemplateIds">The templates that were used in the period, ascending.</param>
/// <param name="Users">Everybody who used a template in one of both periods, or has a workspace; ascending by id.</param>
internal sealed record SupportAnswer(
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    SupportAnswer.PreviousPeriod Previous,
    IReadOnlyList<Guid> TemplateIds,
    IReadOnlyList<SupportAnswer.User> Users)
{
    private static readonly (SupportSignals Signal, string Name)[] SignalNames =
    [
        (SupportSignals.NoUsage, "no_usage"), (SupportSignals.Fell, "fell"), (SupportSignals.Slower, "slower"), (SupportSignals.BelowGroup, "below_group"),
    ];

    /// <summary>The names of signals.</summary>
    public static IReadOnlyList<string> NamesOf(SupportSignals signals) =>
        [.. SignalNames.Where(signal => signals.HasFlag(signal.Signal)).Select(signal => signal.Name)];

    /// <summary>The period before.</summary>
    /// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
    /// <param name="EndTime">The end of the period, which is no part of it.</param>
    /// <param name="Recorded">Whether usage is kept from its start on; if not nothing is compared with it.</param>
    internal sealed record PreviousPeriod(DateTimeOffset StartTime, DateTimeOffset EndTime, bool Recorded);

    /// <summary>Latency over the half-hours of a user.</summary>
    /// <param name="P50">The median, in milliseconds.</param>
    /// <param name="P95">The 95th percentile, in milliseconds.</param>
    internal sealed record Latency([property: JsonPropertyName("p50")] double P50, [property: JsonPropertyName("p95")] double P95)
    {
        public static Latency? Of((double P50, double P95)? latency) => latency is { } known ? new Latency(known.P50, known.P95) : null;
    }

    /// <summary>An application.</summary>
    /// <param name="Type"><c>builtin</c>, or <c>app</c> for one that a template defines.</param>
    /// <param name="Slug">Its name in addresses.</param>
    /// <param name="DisplayName">Its name for people; may be empty.</param>
    /// <param name="Icon">The path or address of its icon; may be empty.</param>
    /// <param name="Seconds">60 for each minute of usage, at most 30 of them in a user's half-hour.</param>
    internal sealed record App(string Type, string Slug, string DisplayName, string Icon, long Seconds);

    /// <summary>The group that a user is compared with.</summary>
    /// <param name="GroupId">The id of the group.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="MedianSeconds">The median of the usage of its active members, in seconds.</param>
    internal sealed record Group(Guid GroupId, string Name, long MedianSeconds);

    /// <summary>A user.</summary>
    /// <param name="UserId">The id of the user.</param>
    /// <param name="Username">The user's unique name.</param>
    /// <param name="AvatarUrl">The address of the user's picture; may be empty.</param>
    /// <param name="TemplateIds">The templates that the user used in the period, ascending.</param>
    /// <param name="Seconds">60 for each minute of usage, at most 30 of them in a user's half-hour.</param>
    /// <param name="PreviousSeconds">The same of the period before; absent where that is not compared.</param>
    /// <param name="LatencyMs">The latency of the user's connections; absent where none was measured.</param>
    /// <param name="PreviousLatencyMs">The same of the period before; absent where that is not compared.</param>
    /// <param name="Apps">The three applications used most, by seconds.</param>
    /// <param name="Workspaces">How many workspaces the user has at the end of the period.</param>
    /// <param name="Signals">Why the user may need help: any of <c>no_usage</c>, <c>fell</c>, <c>slower</c>, <c>below_group</c>.</param>
    /// <param name="NoUsageTemplateIds">The templates of which there is a workspace and no usage; absent without any.</param>
    /// <param name="SlowerSince">The first of the last days in a row that are slower; absent where the last one is not.</param>
    /// <param name="BelowGroup">The group whose median the usage is far below; absent where it is not.</param>
    internal sealed record User(
        Guid UserId,
        string Username,
        string AvatarUrl,
        IReadOnlyList<Guid> TemplateIds,
        long Seconds,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? PreviousSeconds,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Latency? LatencyMs,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Latency? PreviousLatencyMs,
        IReadOnlyList<App> Apps,
        int Workspaces,
        IReadOnlyList<string> Signals,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Guid>? NoUsageTemplateIds,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SlowerSince,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Group? BelowGroup)
    {
        public static User Of(SupportUser user, UserNames names)
        {
            var (username, avatarUrl) = names.Of(user.UserId);
            return new User(
                user.UserId,
                username,
                avatarUrl,
                user.TemplateIds,
                user.Seconds,
                user.PreviousSeconds,
                Latency.Of(user.Latency),
                Latency.Of(user.PreviousLatency),
                [.. user.Apps.Select(app => new App(app.IsBuiltin ? "builtin" : "app", app.App.Slug, app.App.DisplayName, app.App.Icon, app.Seconds))],
                user.Workspaces,
                NamesOf(user.Signals),
                user.UnusedTemplateIds.Count > 0 ? user.UnusedTemplateIds : null,
                user.SlowerSince,
                user.BelowGroup is { } below ? new Group(below.Group.Id, below.Group.Name, (long)Math.Round(below.Seconds, MidpointRounding.AwayFromZero)) : null);
        }
    }
}
