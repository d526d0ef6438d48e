using Insights.Functions.Catalog;

namespace Insights.Functions.Reports;

/// <summary>Which values of which parameters workspaces were built with in a range.</summary>
public static class ParametersReport
{
    /// <summary>
    /// The report over builds created in range. Of each (template, workspace) the build with the highest number counts, with the
    /// definitions of its template version. Definitions that are equal, options included, are one, whatever the template.
    /// </summary>
    public static IReadOnlyList<ParameterUsage> Of(
        IEnumerable<WorkspaceBuild> builds, IReadOnlyDictionary<Guid, TemplateVersion> versions)
    {
        var groups = new Dictionary<ParameterDefinition, Group>(DefinitionEquality.Comparer);
        foreach (var build in LatestOfWorkspaces(builds))
        {
            if (!versions.TryGetValue(build.TemplateVersionId, out var version))
            {
                continue;
            }

            var values = build.Parameters.GroupBy(parameter => parameter.Name).ToDictionary(given => given.Key, given => given.Last().Value);
            foreach (var definition in version.Parameters)
            {
                if (!groups.TryGetValue(definition, out var group))
                {
                    groups.Add(definition, group = new Group());
                }

                group.Templates.Add(build.TemplateId);
                if (values.TryGetValue(definition.Name, out var value))
                {
                    group.Counts[value] = group.Counts.GetValueOrDefault(value) + 1;
                }
            }
        }

        return
        [
            .. groups.Where(group => group.Value.Counts.Count > 0)
                .OrderBy(group => group.Key, DefinitionOrder.Comparer)
                .Select(group => new ParameterUsage([.. group.Value.Templates], group.Key, group.Value.Values())),
        ];
    }

    /// <summary>Of each (template, workspace) the build with the highest number.</summary>
    internal static IEnumerable<WorkspaceBuild> LatestOfWorkspaces(IEnumerable<WorkspaceBuild> builds) =>
        builds
            .GroupBy(build => (build.TemplateId, build.WorkspaceId))
            .Select(workspace => workspace.MaxBy(build => (build.BuildNumber, build.Order))!);

    private sealed class Group
    {
        public SortedSet<Guid> Templates { get; } = [];

        public SortedDictionary<string, int> Counts { get; } = new(Utf8Order.Comparer);

        public IReadOnlyList<(string Value, int Count)> Values() => [.. Counts.Select(count => (count.Key, count.Value))];
    }
}
