using Insights.Functions.Catalog;
using Insights.Functions.Reports;
using Xunit;

namespace Insights.Functions.Tests.Reports;

/// <summary>Which parameters count as left at their default by everybody.</summary>
public sealed class UnchangedParametersReportTests
{
    private static readonly Guid Template = new(1, 0, 0, new byte[8]);
    private static readonly Guid Version = new(2, 0, 0, new byte[8]);
    private static readonly Guid NextVersion = new(3, 0, 0, new byte[8]);

    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", null, true)] // A build that gives no value has the default.
    [InlineData("a", "b", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    public void A_parameter_is_unchanged_when_every_workspace_has_the_default(string standard, string? given, bool isUnchanged)
    {
        var report = Of([Build(1, standard), Build(2, given)], Versions(Definition(standard)));
        Assert.Equal(isUnchanged ? [2] : [], report.Select(parameter => parameter.Workspaces));
        Assert.All(report, parameter => Assert.Equal([Template], parameter.TemplateIds));
    }

    [Fact]
    public void A_parameter_without_a_stated_default_is_left_out() => Assert.Empty(Of([Build(1, "a")], Versions(Definition(null))));

    [Fact]
    public void Only_the_latest_build_of_a_workspace_counts() =>
        Assert.Single(Of([Build(1, "b"), Build(1, "a") with { BuildNumber = 2 }], Versions(Definition("a"))));

    [Fact]
    public void Another_default_makes_another_parameter()
    {
        var versions = Versions(Definition("a"), Definition("b"));
        var report = Of([Build(1, "a"), Build(2, "b") with { TemplateVersionId = NextVersion }, Build(3, "b") with { TemplateVersionId = NextVersion }], versions);
        Assert.Equal([("a", 1), ("b", 2)], report.Select(parameter => (parameter.Definition.DefaultValue!, parameter.Workspaces)));
    }

    [Fact]
    public void A_default_makes_no_other_parameter_in_the_report_that_Coder_has()
    {
        var versions = Versions(Definition("a"), Definition("b"));
        var report = ParametersReport.Of([Build(1, "a"), Build(2, "c") with { TemplateVersionId = NextVersion }], versions);
        Assert.Equal([("a", 1), ("c", 1)], Assert.Single(report).Values);
    }

    private static IReadOnlyList<UnchangedParameter> Of(WorkspaceBuild[] builds, IReadOnlyDictionary<Guid, TemplateVersion> versions) =>
        UnchangedParametersReport.Of(builds, versions);

    private static ParameterDefinition Definition(string? standard) => new("size", "", "string", "", [], standard);

    private static Dictionary<Guid, TemplateVersion> Versions(ParameterDefinition one, ParameterDefinition? next = null) => new()
    {
        [Version] = new(Version, Template, [one]),
        [NextVersion] = new(NextVersion, Template, next is null ? [] : [next]),
    };

    private static WorkspaceBuild Build(int workspace, string? value) => new(
        new Guid(workspace, 1, 0, new byte[8]),
        new Guid(workspace, 2, 0, new byte[8]),
        "",
        new Guid(workspace, 3, 0, new byte[8]),
        Template,
        Version,
        1,
        new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero),
        value is null ? [] : [new BuildParameter("size", value)],
        []);
}
