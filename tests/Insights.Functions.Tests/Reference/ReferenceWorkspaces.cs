namespace Insights.Functions.Tests.Reference;

/// <summary>When workspaces ran, and which there are.</summary>
public static class ReferenceWorkspaces
{
    /// <summary>The builds of each template and workspace that were made before an instant.</summary>
    public static List<List<GivenBuild>> Of(Given given, ReferenceQuery query, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(given);
        return
        [
            .. given.Builds
                .Where(build => build.CreatedAt < until && (query.TemplateIds.Count == 0 || query.TemplateIds.Contains(build.TemplateId)))
                .GroupBy(build => (build.TemplateId, build.WorkspaceId))
                .OrderBy(workspace => workspace.Key.WorkspaceId, StringComparer.Ordinal)
                .Select(workspace => workspace.ToList()),
        ];
    }

    public static GivenBuild Newest(IReadOnlyList<GivenBuild> builds) =>
        builds.Aggregate((newest, build) => build.IsNewerThan(newest) ? build : newest);

    /// <summary>The build that has left a workspace as it is at a second: the last that succeeded, or of which nobody says that it did not.</summary>
    public static GivenBuild? At(IEnumerable<GivenBuild> builds, long second)
    {
        GivenBuild? last = null;
        foreach (var build in builds.Where(Counts).Where(build => EffectOf(build).ToUnixTimeSeconds() <= second))
        {
            if (last is null || Compare(build, last) > 0)
            {
                last = build;
            }
        }

        return last;
    }

    /// <summary>Every stretch in which a workspace ran under one build.</summary>
    public static IEnumerable<ReferenceRun> Runs(IReadOnlyList<GivenBuild> builds, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(builds);
        var end = until.ToUnixTimeSeconds();
        var changes = builds.Where(Counts).Select(build => EffectOf(build).ToUnixTimeSeconds()).Where(second => second < end).Distinct().Order().Append(end).ToList();
        for (var i = 0; i + 1 < changes.Count; i++)
        {
            if (At(builds, changes[i]) is { Transition: "start" } build)
            {
                yield return new ReferenceRun(build.TemplateId, build.WorkspaceId, build.OwnerId, build.DailyCost, changes[i], changes[i + 1]);
            }
        }
    }

    /// <summary>The last second at which it began to run for its owner without a pause.</summary>
    public static long StartOfLast(IEnumerable<ReferenceRun> runsOfOwner)
    {
        var runs = runsOfOwner.OrderByDescending(run => run.Start).ToList();
        var start = runs[0].Start;
        while (runs.Any(run => run.End == start))
        {
            start = runs.Single(run => run.End == start).Start;
        }

        return start;
    }

    private static bool Counts(GivenBuild build) => build.Transition is not null && (build.JobStatus is null || build.JobStatus == "succeeded");

    private static DateTimeOffset EffectOf(GivenBuild build) =>
        build.CompletedAt is { } completed && completed > build.CreatedAt ? completed : build.CreatedAt;

    private static int Compare(GivenBuild left, GivenBuild right)
    {
        var order = EffectOf(left).CompareTo(EffectOf(right));
        order = order != 0 ? order : left.BuildNumber.CompareTo(right.BuildNumber);
        return order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);
    }
}
