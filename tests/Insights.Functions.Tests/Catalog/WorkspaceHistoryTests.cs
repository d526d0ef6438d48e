using CsCheck;
using Insights.Functions.Catalog;
using Xunit;

namespace Insights.Functions.Tests.Catalog;

/// <summary>Which template a workspace had when.</summary>
public sealed class WorkspaceHistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    // Builds a few hours apart, of which the templates are in long runs, as they are.
    private static readonly Gen<WorkspaceBuild[]> Builds = Gen.Select(Gen.Int[0, 3].Array[1, 12], Gen.Int[1, 5]).Select((templates, run) =>
        templates.SelectMany(template => Enumerable.Repeat(template, run)).Select((template, number) => Build(number, template)).ToArray());

    [Fact]
    public void It_is_that_of_the_last_build_before_and_before_all_of_them_that_of_the_first() => Builds.Sample(builds =>
    {
        var history = WorkspaceHistory.Unknown.With(builds);
        return Enumerable.Range(-1, builds.Length + 2).All(hours =>
            history.TemplateAt(Start.AddHours(hours).AddMinutes(30)) == builds[Math.Clamp(hours, 0, builds.Length - 1)].TemplateId);
    });

    [Fact]
    public void Builds_that_come_one_by_one_in_any_number_of_times_say_the_same() => Builds.Sample(builds =>
    {
        var once = WorkspaceHistory.Unknown.With(builds);
        var oneByOne = builds.Aggregate(WorkspaceHistory.Unknown, (history, build) => history.With([build, build]));
        return once.Turns.SequenceEqual(oneByOne.Turns) && once.With(builds) == once;
    });

    [Fact]
    public void A_build_that_comes_late_counts_from_its_time_on()
    {
        var history = WorkspaceHistory.Unknown.With([Build(1, 1), Build(5, 2)]).With([Build(3, 3)]);
        Assert.Equal(
            [1, 1, 3, 3, 2, 2],
            Enumerable.Range(1, 6).Select(hours => Array.FindIndex(Templates, template => template == history.TemplateAt(Start.AddHours(hours)))));
    }

    [Fact]
    public void Only_the_newest_turns_are_kept()
    {
        var history = WorkspaceHistory.Unknown.With(Enumerable.Range(0, 1000).Select(number => Build(number, number % 2)));
        Assert.Equal(WorkspaceHistory.MaxTurns, history.Turns.Count);
        Assert.Equal(Templates[1], history.TemplateAt(Start.AddHours(999)));
        Assert.Null(WorkspaceHistory.Unknown.TemplateAt(Start));
    }

    private static Guid[] Templates { get; } = [.. Enumerable.Range(0, 4).Select(number => new Guid(number, 0, 0, new byte[8]))];

    private static WorkspaceBuild Build(int number, int template) => new(
        new Guid(number, 1, 0, new byte[8]), Guid.Empty, "", Guid.Empty, Templates[template], Guid.Empty, number, Start.AddHours(number), [], []);
}
