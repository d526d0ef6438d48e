using CsCheck;
using Insights.Functions.Catalog;
using Insights.Functions.Reports.Workspaces;
using Xunit;

namespace Insights.Functions.Tests.Reports.Workspaces;

/// <summary>When a workspace ran.</summary>
public sealed class WorkspaceTimelineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Ann = new(1, 0, 0, new byte[8]);
    private static readonly Guid Ben = new(2, 0, 0, new byte[8]);

    private static readonly Gen<WorkspaceBuild[]> Builds = Gen.Select(
            Gen.Int[0, 600], Gen.Int[-5, 90], Gen.Int[0, 2], Gen.Int[0, 7], Gen.Int[0, 1], Gen.Int[0, 1])
        .Select((minutes, took, transition, status, owner, known) => (minutes, took, transition, status, owner, known))
        .Array[0, 9]
        .Select(some => some.Select((one, number) => Build(
            number,
            Noon.AddMinutes(one.minutes),
            (WorkspaceTransition)one.transition,
            one.status == 7 ? null : (JobStatus)one.status,
            one.known == 0 ? null : Noon.AddMinutes(one.minutes).AddSeconds(one.took),
            one.owner == 0 ? Ann : Ben)).ToArray());

    [Fact]
    public void It_runs_from_the_end_of_the_job_that_starts_it_to_the_end_of_the_job_that_stops_it()
    {
        var one = Only(
            Build(1, Noon, WorkspaceTransition.Start, JobStatus.Succeeded, Noon.AddSeconds(40)),
            Build(2, Noon.AddHours(2), WorkspaceTransition.Stop, JobStatus.Succeeded, Noon.AddHours(2).AddSeconds(20)));
        Assert.Equal([(40, 7220)], Seconds(one));
        Assert.Equal((true, false, false), (one.IsKnown, one.IsRunning, one.IsDeleted));
    }

    [Fact]
    public void It_runs_on_where_nothing_stops_it_and_a_build_that_did_not_succeed_changes_nothing()
    {
        var one = Only(
            Build(1, Noon, WorkspaceTransition.Start),
            Build(2, Noon.AddHours(1), WorkspaceTransition.Stop, JobStatus.Failed, Noon.AddHours(1)),
            Build(3, Noon.AddHours(2), WorkspaceTransition.Stop, JobStatus.Running),
            Build(4, Noon.AddHours(3), WorkspaceTransition.Delete, JobStatus.Canceled, Noon.AddHours(3)));
        Assert.Equal([(0, 43_200)], Seconds(one));
        Assert.Equal((true, false), (one.IsRunning, one.IsDeleted));
    }

    [Fact]
    public void A_new_build_of_a_running_workspace_leaves_no_gap_and_one_of_another_owner_begins_anew()
    {
        var one = Only(
            Build(1, Noon, WorkspaceTransition.Start, owner: Ben),
            Build(2, Noon.AddHours(1), WorkspaceTransition.Start, owner: Ann),
            Build(3, Noon.AddHours(2), WorkspaceTransition.Start, owner: Ann));
        Assert.Equal([(0, 3600), (3600, 7200), (7200, 43_200)], Seconds(one));
        Assert.Equal(Noon.AddHours(1).ToUnixTimeSeconds(), WorkspaceRun.StartOfLast([.. one.Runs.Where(run => run.OwnerId == Ann)]));
    }

    [Fact]
    public void Nobody_knows_of_one_whose_builds_do_not_say_what_they_do()
    {
        var one = Only(Build(1, Noon, null), Build(2, Noon.AddHours(1), null, JobStatus.Succeeded, Noon.AddHours(1)));
        Assert.Equal((false, false, 0), (one.IsKnown, one.IsRunning, one.Runs.Count));
    }

    [Fact]
    public void Stretches_follow_each_other_and_do_not_depend_on_the_order_in_which_builds_came() => Builds.Sample(builds =>
    {
        var all = WorkspaceTimeline.Of(builds, Noon.AddHours(12));
        var again = WorkspaceTimeline.Of(builds.Reverse(), Noon.AddHours(12));
        return all.SelectMany(one => one.Runs).SequenceEqual(again.SelectMany(one => one.Runs))
            && all.All(one => one.Runs.All(run => run.Start < run.End) && one.Runs.Zip(one.Runs.Skip(1)).All(pair => pair.First.End <= pair.Second.Start));
    });

    [Fact]
    public void What_is_known_later_does_not_change_what_was_before() => Builds.Sample(builds =>
    {
        var (early, late) = (Noon.AddHours(5), Noon.AddHours(12));
        var before = WorkspaceTimeline.Of(builds, early).SelectMany(one => one.Runs).Sum(run => run.Seconds);
        var after = WorkspaceTimeline.Of(builds, late).SelectMany(one => one.Runs).Sum(run => run.Within(0, early.ToUnixTimeSeconds()));
        return before == after;
    });

    private static WorkspaceTimeline Only(params WorkspaceBuild[] builds) => Assert.Single(WorkspaceTimeline.Of(builds, Noon.AddHours(12)));

    private static IEnumerable<(long Start, long End)> Seconds(WorkspaceTimeline one) =>
        one.Runs.Select(run => (run.Start - Noon.ToUnixTimeSeconds(), run.End - Noon.ToUnixTimeSeconds()));

    private static WorkspaceBuild Build(
        int number, DateTimeOffset at, WorkspaceTransition? transition, JobStatus? status = null, DateTimeOffset? completed = null, Guid? owner = null) =>
        new(new Guid(number, 9, 0, new byte[8]), Guid.Empty, "dev", owner ?? Ann, Guid.Empty, Guid.Empty, number, at, [], [])
        {
            Transition = transition,
            JobStatus = status,
            CompletedAt = completed,
        };
}
