using System.Text.Json.Serialization;
using Insights.Functions.Reports.Support;

namespace Insights.Functions.Insights.People;

/// <summary>The report of <c>/insights/support</c>. What was not measured, or is not recorded, is absent.</summary>
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

    internal sealed record PreviousPeriod(DateTimeOffset StartTime, DateTimeOffset EndTime, bool Recorded);

    internal sealed record Latency([property: JsonPropertyName("p50")] double P50, [property: JsonPropertyName("p95")] double P95)
    {
        public static Latency? Of((double P50, double P95)? latency) => latency is { } known ? new Latency(known.P50, known.P95) : null;
    }

    internal sealed record App(string Type, string Slug, string DisplayName, string Icon, long Seconds);

    internal sealed record Group(Guid GroupId, string Name, long MedianSeconds);

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
