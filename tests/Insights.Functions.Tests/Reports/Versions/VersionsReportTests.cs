using Insights.Functions.Catalog;
using Insights.Functions.Reports.Versions;
using Xunit;

namespace Insights.Functions.Tests.Reports.Versions;

/// <summary>Which version a workspace has is what its last build that had an effect says.</summary>
public sealed class VersionsReportTests
{
    private static readonly Guid Template = Id(1);
    private static readonly Guid Old = Id(11);
    private static readonly Guid New = Id(12);

    [Fact]
    public void A_workspace_has_the_version_of_its_newest_build_unless_that_failed_or_deleted_it()
    {
        var report = VersionsReport.Of(
            [
                Build(1, 1, Old), Build(1, 2, New),
                Build(2, 1, Old, WorkspaceTransition.Start), Build(2, 2, New, WorkspaceTransition.Start, JobStatus.Failed),
                Build(3, 1, Old), Build(3, 2, Old, WorkspaceTransition.Delete, JobStatus.Succeeded),
                Build(4, 1, Old), Build(4, 2, Old, WorkspaceTransition.Stop, JobStatus.Succeeded), Build(4, 3, Old, WorkspaceTransition.Delete, JobStatus.Running),
            ],
            new HashSet<(Guid, Guid)> { (Template, Owner(4)), (Id(9), Owner(2)) });

        var template = Assert.Single(report);
        Assert.Equal(Template, template.TemplateId);
        Assert.Equal([(New, 1, 0, 1), (Old, 2, 1, 2)], template.Versions.Select(version => (version.TemplateVersionId, version.Workspaces, version.UsedWorkspaces, version.Owners)).OrderByDescending(version => version.Item1));
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static Guid Owner(int workspace) => Id(100 + workspace);

    private static WorkspaceBuild Build(int workspace, int number, Guid version, WorkspaceTransition? transition = null, JobStatus? status = null) =>
        new(Id((1000 * workspace) + number), Id(workspace), "", Owner(workspace), Template, version, number, new DateTimeOffset(2026, 10, number, 0, 0, 0, TimeSpan.Zero), [], [])
        {
            Transition = transition,
            JobStatus = status,
        };
}
