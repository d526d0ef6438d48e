using Insights.Functions.Catalog;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Parameters;
using Xunit;

namespace Insights.Functions.Tests.Reports.Parameters;

/// <summary>Values of parameters over time.</summary>
public sealed class ParameterTrendsTests
{
    private static readonly DateTimeOffset Start = new(2026, 10, 20, 0, 0, 0, TimeSpan.FromHours(2));
    private static readonly Guid Version = new(7, 0, 0, new byte[8]);

    [Fact]
    public void Months_are_those_of_the_calendar_and_the_ends_are_what_is_in_the_range()
    {
        var slots = Slots.Months(Start, Start.AddDays(50), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        Assert.Equal(
            ["2026-10-20T00:00:00+02:00", "2026-11-01T00:00:00+01:00", "2026-12-01T00:00:00+01:00"],
            slots.Select(slot => slot.Start.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(Start.AddDays(50), slots[^1].End);
        Assert.All(slots.Zip(slots.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        Assert.Equal(2, Slots.Months(Start, Start.AddDays(20), zone: null).Count);
    }

    [Fact]
    public void The_hundred_values_that_most_have_are_told_and_the_rest_is_counted_together()
    {
        var builds = Enumerable.Range(0, 130).SelectMany(value => Enumerable.Range(0, value < 30 ? 1 : 2).Select(twin => Build($"{value}-{twin}", "size", $"{value:000}"))).ToArray();
        var trend = Assert.Single(Of(builds));
        Assert.Equal((false, 230, 100, 30), (trend.IsDefined, trend.Workspaces, trend.Values.Count, trend.Others));
        Assert.Equal("030", trend.Values[0].Value);
        Assert.Equal((230, 200, 30), (trend.Slots[0].Workspaces, trend.Slots[0].Counts.Sum(), trend.Slots[0].Others));
        Assert.Equal((0, 129), (trend.Distribution!.Min, trend.Distribution.Max));
    }

    [Fact]
    public void Options_that_nobody_chose_are_named_and_what_is_no_number_has_no_distribution()
    {
        var trend = Assert.Single(Of([Build("a", "cpu", "4"), Build("b", "cpu", "many")]));
        Assert.Equal((true, 2), (trend.IsDefined, trend.Workspaces));
        Assert.Equal(["8"], trend.UnusedOptions.Select(option => option.Value));
        Assert.Null(trend.Distribution);
    }

    private static IReadOnlyList<ParameterTrend> Of(WorkspaceBuild[] builds) => ParameterTrends.Of(
        builds,
        new Dictionary<Guid, TemplateVersion>
        {
            [Version] = new(Version, null, [new ParameterDefinition("cpu", "", "number", "", [new ParameterOption("Four", "", "4", ""), new ParameterOption("Eight", "", "8", "")])]),
        },
        [new Slot(Start, Start.AddDays(7))]);

    private static WorkspaceBuild Build(string workspace, string name, string value)
    {
        var id = new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(workspace)).AsSpan(0, 16));
        return new WorkspaceBuild(id, id, "", Guid.Empty, Guid.Empty, Version, 1, Start.AddHours(1), [new BuildParameter(name, value)], []);
    }
}
