using Insights.Functions.Catalog;

namespace Insights.Functions.Reports.Workspaces;

/// <summary>When a workspace of a template ran, as its builds say.</summary>
/// <param name="TemplateId">The template.</param>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="Name">Its name, as its newest build has it; may be empty.</param>
/// <param name="OwnerId">Whose it is, as its newest build has it.</param>
/// <param name="BuiltAt">When its newest build was made.</param>
/// <param name="Runs">When it ran, in order; stretches that follow each other without a gap are those of two builds.</param>
/// <param name="IsKnown">Whether any build says what it does: else nobody knows when the workspace ran.</param>
/// <param name="IsRunning">Whether it runs at the end of what was looked at.</param>
/// <param name="IsDeleted">Whether it is no more.</param>
public sealed record WorkspaceTimeline(
    Guid TemplateId,
    Guid WorkspaceId,
    string Name,
    Guid OwnerId,
    DateTimeOffset BuiltAt,
    IReadOnlyList<WorkspaceRun> Runs,
    bool IsKnown,
    bool IsRunning,
    bool IsDeleted)
{
    /// <summary>
    /// The timelines of builds up to an instant, ascending by template and workspace. A build counts when its job succeeded, or when
    /// nobody says how it ended, and from the end of its job on, or from when it was made where nobody says when that was. One that
    /// failed leaves the workspace as it is. Times are cut to whole seconds.
    /// </summary>
    public static IReadOnlyList<WorkspaceTimeline> Of(IEnumerable<WorkspaceBuild> builds, DateTimeOffset until) =>
    [
        .. builds.Where(build => build.CreatedAt < until)
            .GroupBy(build => (build.TemplateId, build.WorkspaceId))
            .OrderBy(workspace => workspace.Key)
            .Select(workspace => Of(workspace.Key.TemplateId, workspace.Key.WorkspaceId, [.. workspace], until)),
    ];

    private static WorkspaceTimeline Of(Guid template, Guid workspace, WorkspaceBuild[] builds, DateTimeOffset until)
    {
        var newest = builds.MaxBy(build => build.Order)!;
        var steps = builds.Where(HasEffect)
            .Select(build => (At: EffectOf(build), Build: build))
            .Where(step => step.At < until)
            .OrderBy(step => step.At).ThenBy(step => step.Build.BuildNumber).ThenBy(step => step.Build.Id)
            .ToArray();
        var runs = new List<WorkspaceRun>();
        for (var step = 0; step < steps.Length; step++)
        {
            var (at, build) = steps[step];
            var (start, end) = (at.ToUnixTimeSeconds(), (step + 1 < steps.Length ? steps[step + 1].At : until).ToUnixTimeSeconds());
            if (build.Transition == WorkspaceTransition.Start && start < end)
            {
                runs.Add(new WorkspaceRun(start, end, build.OwnerId, build.DailyCost));
            }
        }

        var last = steps.Length == 0 ? null : steps[^1].Build.Transition;
        return new WorkspaceTimeline(
            template,
            workspace,
            newest.WorkspaceName,
            newest.OwnerId,
            newest.CreatedAt,
            runs,
            builds.Any(build => build.Transition is not null),
            last == WorkspaceTransition.Start,
            last == WorkspaceTransition.Delete);
    }

    private static bool HasEffect(WorkspaceBuild build) => build is { Transition: not null, JobStatus: null or JobStatus.Succeeded };

    // The clocks of two machines: a job cannot have ended before it was made.
    private static DateTimeOffset EffectOf(WorkspaceBuild build) => build.CompletedAt > build.CreatedAt ? build.CompletedAt.Value : build.CreatedAt;
}
