using Insights.Functions.Catalog;

namespace Insights.Functions.Reports.Versions;

/// <summary>Which versions of templates are still in use.</summary>
public static class VersionsReport
{
    /// <summary>
    /// The versions of the workspaces that some builds made: that of the newest build of each, whether it started or stopped the
    /// workspace. A workspace that was deleted has none. A build whose job failed, or has not ended, counts for nothing.
    /// </summary>
    /// <param name="builds">The builds, all that there were up to an instant.</param>
    /// <param name="used">Who used which template.</param>
    public static IReadOnlyList<TemplateVersions> Of(IEnumerable<WorkspaceBuild> builds, IReadOnlySet<(Guid Template, Guid User)> used) =>
    [
        .. builds.Where(build => build.JobStatus is null or JobStatus.Succeeded)
            .GroupBy(build => build.WorkspaceId)
            .Select(workspace => workspace.MaxBy(build => build.Order)!)
            .Where(build => build.Transition != WorkspaceTransition.Delete)
            .GroupBy(build => build.TemplateId)
            .OrderBy(template => template.Key)
            .Select(template => new TemplateVersions(template.Key,
            [
                .. template.GroupBy(build => build.TemplateVersionId)
                    .Select(version => new VersionUsage(
                        version.Key,
                        version.Count(),
                        version.Count(build => used.Contains((build.TemplateId, build.OwnerId))),
                        version.Select(build => build.OwnerId).Distinct().Count(),
                        version.Min(build => build.CreatedAt),
                        version.Max(build => build.CreatedAt)))
                    .OrderByDescending(version => version.LastBuiltAt).ThenBy(version => version.TemplateVersionId),
            ])),
    ];
}
