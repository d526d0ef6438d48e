using System.Text.Json.Serialization;
using Insights.Functions.Reports.Utilization;

namespace Insights.Functions.Insights.People;

/// <summary>The report of <c>/insights/utilization</c>; a list that was not asked for is absent.</summary>
internal sealed record UtilizationAnswer(
    DateTimeOffset StartTime,
    DateTimeOffset EndTime,
    IReadOnlyList<Guid> TemplateIds,
    int WorkspacesRunning,
    int WorkspacesNeverUsed,
    int WorkspacesUnknown,
    [property: JsonIgnore] UtilizationFigures Total,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyOrder(1)] IReadOnlyList<UtilizationAnswer.TemplateEntry>? Templates,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyOrder(1)] IReadOnlyList<UtilizationAnswer.UserEntry>? Users,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyOrder(1)] IReadOnlyList<UtilizationAnswer.WorkspaceEntry>? Workspaces)
    : UseFigures(Total)
{
    public static UtilizationAnswer Of(ReportPeriod period, UtilizationReport report, UserNames names, IReadOnlySet<string> sections) => new(
        period.Start,
        period.End,
        [.. report.Templates.Select(template => template.TemplateId)],
        report.Workspaces.Count,
        report.Workspaces.Count(workspace => workspace.IsNeverUsed),
        report.UnknownWorkspaces,
        report.Total,
        sections.Contains(UtilizationFunction.TemplatesSection)
            ? [.. report.Templates.Select(template => new TemplateEntry(template.TemplateId, template.Workspaces, template.Figures))]
            : null,
        sections.Contains(UtilizationFunction.UsersSection) ? [.. report.Users.Select(user => UserEntry.Of(user, names))] : null,
        sections.Contains(UtilizationFunction.WorkspacesSection) ? [.. report.Workspaces.Select(workspace => WorkspaceEntry.Of(workspace, names))] : null);

    internal sealed record TemplateEntry(Guid TemplateId, int Workspaces, [property: JsonIgnore] UtilizationFigures Figures) : UseFigures(Figures);

    internal sealed record UserEntry(
        Guid UserId, string Username, string AvatarUrl, IReadOnlyList<Guid> TemplateIds, int Workspaces, [property: JsonIgnore] UtilizationFigures Figures)
        : UseFigures(Figures)
    {
        public static UserEntry Of(UserUtilization user, UserNames names)
        {
            var (username, avatarUrl) = names.Of(user.UserId);
            return new UserEntry(user.UserId, username, avatarUrl, user.TemplateIds, user.Workspaces, user.Figures);
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
        [property: JsonIgnore] UtilizationFigures Figures)
        : UseFigures(Figures, withUnmatched: false)
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
            workspace.Figures);
    }
}
