using System.Text.Json.Serialization;
using Insights.Functions.Reports.Utilization;

namespace Insights.Functions.Insights.People;

/// <summary>The report of <c>/insights/utilization</c>; a list that was not asked for is absent.</summary>
/// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
/// <param name="EndTime">The end of the period, which is no part of it.</param>
/// <param name="TemplateIds">The templates of which a workspace ran, or that were used without, ascending.</param>
/// <param name="WorkspacesRunning">How many workspaces ran in the period.</param>
/// <param name="WorkspacesNeverUsed">How many of them were never used.</param>
/// <param name="WorkspacesUnknown">How many workspaces have a build in the period of which none says what it does.</param>
/// <param name="Total">The sums.</param>
/// <param name="Templates">By template, ascending by id.</param>
/// <param name="Users">By user, ascending by id: who had a workspace running, or used a template without.</param>
/// <param name="Workspaces">By workspace and owner, ascending by workspace.</param>
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

    /// <summary>A template.</summary>
    /// <param name="TemplateId">The id of the template.</param>
    /// <param name="Workspaces">How many of its workspaces ran.</param>
    /// <param name="Figures">How long they ran and were used.</param>
    internal sealed record TemplateEntry(Guid TemplateId, int Workspaces, [property: JsonIgnore] UtilizationFigures Figures) : UseFigures(Figures);

    /// <summary>A user.</summary>
    /// <param name="UserId">The id of the user.</param>
    /// <param name="Username">The user's unique name.</param>
    /// <param name="AvatarUrl">The address of the user's picture; may be empty.</param>
    /// <param name="TemplateIds">The templates of which a workspace of the user's ran, or that the user used without, ascending.</param>
    /// <param name="Workspaces">How many of the user's workspaces ran.</param>
    /// <param name="Figures">How long they ran and were used.</param>
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

    /// <summary>A workspace.</summary>
    /// <param name="WorkspaceId">The id of the workspace.</param>
    /// <param name="WorkspaceName">Its name; may be empty.</param>
    /// <param name="TemplateId">The template that it is made from.</param>
    /// <param name="UserId">The id of its owner.</param>
    /// <param name="Username">The owner's unique name.</param>
    /// <param name="Running">Whether it runs at the end of the period, or now.</param>
    /// <param name="StartedAt">When it began to run without a pause, or did so the last time.</param>
    /// <param name="NeverUsed">Whether no use since then could have been in it, as far back as the period goes.</param>
    /// <param name="Figures">How long it ran and was used.</param>
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
