using System.Text.Json.Serialization;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Utilization;

namespace Insights.Functions.Insights.People;

/// <summary>The report of <c>/insights/users/{user}</c>.</summary>
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
    internal sealed record Latency([property: JsonPropertyName("p50")] double P50, [property: JsonPropertyName("p95")] double P95);

    internal sealed record Template(Guid TemplateId, string Name, string DisplayName, string Icon, long Seconds);

    internal sealed record Day(DateTimeOffset StartTime, DateTimeOffset EndTime, long Seconds, Latency LatencyMs)
    {
        public static Day Of(UserDay day) => new(day.Slot.Start, day.Slot.End, day.Seconds, new Latency(day.P50, day.P95));
    }

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
