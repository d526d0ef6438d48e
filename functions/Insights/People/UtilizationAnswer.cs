using System.Text.Json.Serialization;
using Insights.Functions.Reports.Utilization;

namespace Insights.Functions.Insights.People;

/// <summary>The report of <c>/insights/utilization</c>; a list that was not asked for is absent. Costs are absent where no rate is known.</summary>
internal sealed record UtilizationAnswer(
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    IReadOnlyList<Guid> TemplateIds,
    long RunningSeconds,
    long UsedSeconds,
    long SharedSeconds,
    long IdleSeconds,
    long UnmatchedSeconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Share,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Cost,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? IdleCost,
    int WorkspacesRunning,
    int WorkspacesNeverUsed,
    int WorkspacesUnknown,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<UtilizationAnswer.TemplateEntry>? Templates,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<UtilizationAnswer.UserEntry>? Users,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<UtilizationAnswer.WorkspaceEntry>? Workspaces)
{
    public static UtilizationAnswer Of(ReportPeriod period, UtilizationReport report, UserNames names, IReadOnlySet<string> sections)
    {
        var total = report.Total;
        return new UtilizationAnswer(
            period.Start,
            period.End,
            [.. report.Templates.Select(template => template.TemplateId)],
            total.RunningSeconds,
            total.UsedSeconds,
            total.SharedSeconds,
            total.IdleSeconds,
            total.UnmatchedSeconds,
            Rounded.Of(total.Share),
            Rounded.Of(total.Cost),
            Rounded.Of(total.IdleCost),
            report.Workspaces.Count,
            report.Workspaces.Count(workspace => workspace.IsNeverUsed),
            report.UnknownWorkspaces,
            sections.Contains(UtilizationFunction.TemplatesSection) ? [.. report.Templates.Select(TemplateEntry.Of)] : null,
            sections.Contains(UtilizationFunction.UsersSection) ? [.. report.Users.Select(user => UserEntry.Of(user, names))] : null,
            sections.Contains(UtilizationFunction.WorkspacesSection) ? [.. report.Workspaces.Select(workspace => WorkspaceEntry.Of(workspace, names))] : null);
    }

    internal sealed record TemplateEntry(
        Guid TemplateId,
        int Workspaces,
        long RunningSeconds,
        long UsedSeconds,
        long SharedSeconds,
        long IdleSeconds,
        long UnmatchedSeconds,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Share,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Cost,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? IdleCost)
    {
        public static TemplateEntry Of(TemplateUtilization template) => new(
            template.TemplateId,
            template.Workspaces,
            template.Figures.RunningSeconds,
            template.Figures.UsedSeconds,
            template.Figures.SharedSeconds,
            template.Figures.IdleSeconds,
            template.Figures.UnmatchedSeconds,
            Rounded.Of(template.Figures.Share),
            Rounded.Of(template.Figures.Cost),
            Rounded.Of(template.Figures.IdleCost));
    }

    internal sealed record UserEntry(
        Guid UserId,
        string Username,
        string AvatarUrl,
        IReadOnlyList<Guid> TemplateIds,
        int Workspaces,
        long RunningSeconds,
        long UsedSeconds,
        long SharedSeconds,
        long IdleSeconds,
        long UnmatchedSeconds,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Share,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Cost,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? IdleCost)
    {
        public static UserEntry Of(UserUtilization user, UserNames names)
        {
            var (username, avatarUrl) = names.Of(user.UserId);
            return new UserEntry(
                user.UserId,
                username,
                avatarUrl,
                user.TemplateIds,
                user.Workspaces,
                user.Figures.RunningSeconds,
                user.Figures.UsedSeconds,
                user.Figures.SharedSeconds,
                user.Figures.IdleSeconds,
                user.Figures.UnmatchedSeconds,
                Rounded.Of(user.Figures.Share),
                Rounded.Of(user.Figures.Cost),
                Rounded.Of(user.Figures.IdleCost));
        }
    }

    internal sealed record WorkspaceEntry(
        Guid WorkspaceId,
        string WorkspaceName,
        Guid TemplateId,
        Guid UserId,
        string Username,
        bool Running,
        DateTimeOffset StartedAt,
        bool NeverUsed,
        long RunningSeconds,
        long UsedSeconds,
        long SharedSeconds,
        long IdleSeconds,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Share,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Cost,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? IdleCost)
    {
        public static WorkspaceEntry Of(WorkspaceUtilization workspace, UserNames names) => new(
            workspace.Workspace.WorkspaceId,
            workspace.Workspace.Name,
            workspace.Workspace.TemplateId,
            workspace.OwnerId,
            names.Of(workspace.OwnerId).Username,
            workspace.IsRunning,
            workspace.StartedAt,
            workspace.IsNeverUsed,
            workspace.Figures.RunningSeconds,
            workspace.Figures.UsedSeconds,
            workspace.Figures.SharedSeconds,
            workspace.Figures.IdleSeconds,
            Rounded.Of(workspace.Figures.Share),
            Rounded.Of(workspace.Figures.Cost),
            Rounded.Of(workspace.Figures.IdleCost));
    }
}
