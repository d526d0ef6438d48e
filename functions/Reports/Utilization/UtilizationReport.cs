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
        double? hourlyRate)
    {
        var running = RunningIn(workspaces, start.ToUnixTimeSeconds(), until.ToUnixTimeSeconds(), counts, hourlyRate).ToLookup(one => one.Key, one => one.Workspace);
        var unmatched = new Dictionary<(Guid Template, Guid User), long>();
        foreach (var (key, minutes) in TemplateMinutes.Of(usage, range))
        {
            unmatched[key] = Match([.. running[key]], minutes);
        }

        var used = running.SelectMany(workspace => workspace).Select(workspace => workspace.Report())
            .OrderBy(workspace => workspace.Workspace.WorkspaceId).ThenBy(workspace => workspace.OwnerId).ThenBy(workspace => workspace.Workspace.TemplateId).ToArray();
        var cells = used.Select(workspace => (Template: workspace.Workspace.TemplateId, User: workspace.OwnerId, Workspaces: 1, workspace.Figures))
            .Concat(unmatched.Where(rest => rest.Value > 0).Select(rest => (rest.Key.Template, rest.Key.User, Workspaces: 0, Figures: new UtilizationFigures { UnmatchedSeconds = rest.Value })))
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
            workspaces.Count(workspace => !workspace.IsKnown && workspace.BuiltAt >= start && counts(workspace.OwnerId)));
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

    // What of the use of one user and template no workspace has, in seconds.
    private static long Match(RunningWorkspace[] workspaces, List<(int HalfHour, int Minutes)> minutes)
    {
        var (unmatched, running) = (0L, new long[workspaces.Length]);
        foreach (var (halfHour, count) in minutes)
        {
            var (start, end) = (new HalfHour(halfHour).Start.ToUnixTimeSeconds(), new HalfHour(halfHour).End.ToUnixTimeSeconds());
            var (together, several) = (0L, 0);
            for (var index = 0; index < running.Length; index++)
            {
                running[index] = workspaces[index].SecondsIn(start, end);
                together += running[index];
                several += running[index] > 0 ? 1 : 0;
            }

            var used = Math.Min(count * 60L, together);
            unmatched += (count * 60L) - used;
            var (before, given) = (0L, 0L);
            for (var index = 0; index < running.Length; index++)
            {
                if (running[index] > 0)
                {
                    before += running[index];
                    var share = (used * before / together) - given;
                    given += share;
                    workspaces[index].Use(start, end, running[index], share, several > 1);
                }
            }
        }

        return unmatched;
    }
}
