using System.Text.Json.Serialization;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Utilization;

namespace Insights.Functions.Insights.People;

/// <summary>The report of <c>/insights/users/{user}</c>.</summary>
/// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
/// <param name="EndTime">The end of the period, which is no part of it.</param>
/// <param name="UserId">The id of the user.</param>
/// <param name="Username">The user's unique name.</param>
/// <param name="Name">The user's name for people; may be empty.</param>
/// <param name="AvatarUrl">The address of the user's picture; may be empty.</param>
/// <param name="TemplateIds">The templates that the user used in the period, ascending.</param>
/// <param name="Seconds">60 for each minute of usage, at most 30 of them in a user's half-hour.</param>
/// <param name="ActiveDays">On how many days anything was used.</param>
/// <param name="LatencyMs">The latency of the user's connections.</param>
/// <param name="Templates">The templates that the user used.</param>
/// <param name="Apps">The applications that the user used.</param>
/// <param name="Days">By day.</param>
/// <param name="Workspaces">The user's workspaces that ran in the period.</param>
internal sealed record UserPageAnswer(
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    Guid UserId,
    string Username,
    string Name,
    string AvatarUrl,
    IReadOnlyList<Guid> TemplateIds,
    long Seconds,
    int ActiveDays,
    UserPageAnswer.Latency LatencyMs,
    IReadOnlyList<UserPageAnswer.Template> Templates,
    IReadOnlyList<TemplatesAnswer.App> Apps,
    IReadOnlyList<UserPageAnswer.Day> Days,
    IReadOnlyList<UserPageAnswer.Workspace> Workspaces)
{
    /// <summary>Latency over half-hours.</summary>
    /// <param name="P50">The median, in milliseconds; -1 where nothing was measured.</param>
    /// <param name="P95">The 95th percentile, in milliseconds; -1 where nothing was measured.</param>
    internal sealed record Latency([property: JsonPropertyName("p50")] double P50, [property: JsonPropertyName("p95")] double P95);

    /// <summary>A template.</summary>
    /// <param name="TemplateId">The id of the template.</param>
    /// <param name="Name">Its name; its id where the catalog does not know it.</param>
    /// <param name="DisplayName">Its name for people; may be empty.</param>
    /// <param name="Icon">The path or address of its icon; may be empty.</param>
    /// <param name="Seconds">60 for each minute of usage, at most 30 of them in a user's half-hour.</param>
    internal sealed record Template(Guid TemplateId, string Name, string DisplayName, string Icon, long Seconds);

    /// <summary>A day.</summary>
    /// <param name="StartTime">The start of the day.</param>
    /// <param name="EndTime">Its end.</param>
    /// <param name="Seconds">60 for each minute of usage, at most 30 of them in a user's half-hour.</param>
    /// <param name="LatencyMs">The latency of the user's connections on it.</param>
    internal sealed record Day(DateTimeOffset StartTime, DateTimeOffset EndTime, long Seconds, Latency LatencyMs)
    {
        public static Day Of(UserDay day) => new(day.Slot.Start, day.Slot.End, day.Seconds, new Latency(day.P50, day.P95));
    }

    /// <summary>A workspace.</summary>
    /// <param name="WorkspaceId">The id of the workspace.</param>
    /// <param name="WorkspaceName">Its name; may be empty.</param>
    /// <param name="TemplateId">The template that it is made from.</param>
    /// <param name="Running">Whether it runs at the end of the period, or now.</param>
    /// <param name="StartedAt">When it began to run without a pause, or did so the last time.</param>
    /// <param name="NeverUsed">Whether no use since then could have been in it, as far back as the period goes.</param>
    /// <param name="Figures">How long it ran and was used.</param>
    internal sealed record Workspace(
        Guid WorkspaceId,
        string WorkspaceName,
        Guid TemplateId,
        bool Running,
        DateTimeOffset StartedAt,
        bool NeverUsed,
        [property: JsonIgnore] UtilizationFigures Figures)
        : UseFigures(Figures, withUnmatched: false)
    {
        public static Workspace Of(WorkspaceUtilization workspace) => new(
            workspace.Workspace.WorkspaceId,
            workspace.Workspace.Name,
            workspace.Workspace.TemplateId,
            workspace.IsRunning,
            workspace.StartedAt,
            workspace.IsNeverUsed,
            workspace.Figures);
    }
}
