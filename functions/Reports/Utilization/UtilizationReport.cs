using Insights.Functions.Reports.Workspaces;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Utilization;

/// <summary>How long workspaces ran, and how much of that they were used.</summary>
/// <remarks>
/// Usage is kept by template, user and half-hour, and not by workspace. In each half-hour what a user used of a template is told to the
/// workspaces of that template that ran for that user in it, as far as they ran: to the one where there was one, and to several by how
/// long each ran, rounded down from the first by id so that nothing is lost.
/// </remarks>
/// <param name="Total">All of it.</param>
/// <param name="Templates">By template, ascending: those of which a workspace ran, or that were used without.</param>
/// <param name="Users">By user, ascending: those who had a workspace running, or used a template without.</param>
/// <param name="Workspaces">By workspace and owner, ascending by workspace.</param>
/// <param name="UnknownWorkspaces">Workspaces with a build in range of which no build says what it does.</param>
public sealed record UtilizationReport(
    UtilizationFigures Total,
    IReadOnlyList<TemplateUtilization> Templates,
    IReadOnlyList<UserUtilization> Users,
    IReadOnlyList<WorkspaceUtilization> Workspaces,
    int UnknownWorkspaces)
{
    /// <summary>The report of workspaces from an instant until another.</summary>
    /// <param name="workspaces">The workspaces, as they were at <paramref name="until"/>.</param>
    /// <param name="usage">The usage of the same templates.</param>
    /// <param name="range">The half-hours whose usage counts.</param>
    /// <param name="start">Since when workspaces count.</param>
    /// <param name="until">Until when; not later than now, for nothing has run in the future.</param>
    /// <param name="counts">Which owners count.</param>
    /// <param name="hourlyRate">What an hour of any workspace costs; null to take what builds say.</param>
    public static UtilizationReport Of(
        IReadOnlyList<WorkspaceTimeline> workspaces,
        IEnumerable<TemplateDay> usage,
        ReportRange range,
        DateTimeOffset start,
        DateTimeOffset until,
        Predicate<Guid> counts,
        double? hourlyRate) => ReportScan.Of(usage, scan => In(scan, workspaces, range, start, until, counts, hourlyRate));

    /// <summary>The same as one of the reports of a scan.</summary>
    internal static PendingReport<UtilizationReport> In(
        ReportScan scan,
        IReadOnlyList<WorkspaceTimeline> workspaces,
        ReportRange range,
        DateTimeOffset start,
        DateTimeOffset until,
        Predicate<Guid> counts,
        double? hourlyRate)
    {
        var running = RunningIn(workspaces, start.ToUnixTimeSeconds(), until.ToUnixTimeSeconds(), counts, hourlyRate).ToLookup(one => one.Key, one => one.Workspace);
        var unknown = workspaces.Count(workspace => !workspace.IsKnown && workspace.BuiltAt >= start && counts(workspace.OwnerId));
        return scan.Add(
            range,
            templates => new UtilizationVisitor(templates, running),
            (visitor, _) => visitor,
            shares => Of(running, [.. shares.SelectMany(share => share.Unmatched)], unknown));
    }

    private static UtilizationReport Of(
        ILookup<(Guid Template, Guid User), RunningWorkspace> running, (Guid Template, Guid User, long Seconds)[] unmatched, int unknown)
    {
        var used = running.SelectMany(workspace => workspace).Select(workspace => workspace.Report())
            .OrderBy(workspace => workspace.Workspace.WorkspaceId).ThenBy(workspace => workspace.OwnerId).ThenBy(workspace => workspace.Workspace.TemplateId).ToArray();
        var cells = used.Select(workspace => (Template: workspace.Workspace.TemplateId, User: workspace.OwnerId, Workspaces: 1, workspace.Figures))
            .Concat(unmatched.Select(rest => (rest.Template, rest.User, Workspaces: 0, Figures: new UtilizationFigures { UnmatchedSeconds = rest.Seconds })))
            .ToArray();
        return new UtilizationReport(
            UtilizationFigures.Sum(cells.Select(cell => cell.Figures)),
            [
                .. cells.GroupBy(cell => cell.Template).OrderBy(template => template.Key).Select(template => new TemplateUtilization(
                    template.Key, template.Sum(cell => cell.Workspaces), UtilizationFigures.Sum(template.Select(cell => cell.Figures)))),
            ],
            [
                .. cells.GroupBy(cell => cell.User).OrderBy(user => user.Key).Select(user => new UserUtilization(
                    user.Key,
                    [.. user.Select(cell => cell.Template).Distinct().Order()],
                    user.Sum(cell => cell.Workspaces),
                    UtilizationFigures.Sum(user.Select(cell => cell.Figures)))),
            ],
            used,
            unknown);
    }

    // In order of workspaces, which is that in which time is divided.
    private static IEnumerable<((Guid Template, Guid User) Key, RunningWorkspace Workspace)> RunningIn(
        IReadOnlyList<WorkspaceTimeline> workspaces, long start, long until, Predicate<Guid> counts, double? hourlyRate) =>
        from workspace in workspaces
        from owner in workspace.Runs.GroupBy(run => run.OwnerId)
        where counts(owner.Key)
        let runs = owner.Where(run => run.Within(start, until) > 0)
            .Select(run => run with { Start = Math.Max(run.Start, start), End = Math.Min(run.End, until) }).ToArray()
        where runs.Length > 0
        select ((workspace.TemplateId, owner.Key), new RunningWorkspace(workspace, owner.Key, runs, WorkspaceRun.StartOfLast([.. owner]), hourlyRate));
}
