using Insights.Functions.Catalog;

namespace Insights.Functions.Reports;

/// <summary>The parameters whose default nobody changed in a range: they might as well be constants.</summary>
public static class UnchangedParametersReport
{
    /// <summary>
    /// The report over builds created in range, of which those count that <see cref="ParametersReport"/> counts. A workspace has
    /// the default when its build gives no other value. Parameters whose catalog states no default are left out: of them nobody
    /// can say.
    /// </summary>
    public static IReadOnlyList<UnchangedParameter> Of(
        IEnumerable<WorkspaceBuild> builds, IReadOnlyDictionary<Guid, TemplateVersion> versions)
    {
        var groups = new Dictionary<(ParameterDefinition Definition, string Default), Group>(GroupEquality.Comparer);
        foreach (var build in ParametersReport.LatestOfWorkspaces(builds))
        {
            if (!versions.TryGetValue(build.TemplateVersionId, out var version))
            {
                continue;
            }

            foreach (var definition in version.Parameters)
            {
                if (definition.DefaultValue is not { } standard)
                {
                    continue;
                }

                if (!groups.TryGetValue((definition, standard), out var group))
                {
                    groups.Add((definition, standard), group = new Group());
                }

                group.Templates.Add(build.TemplateId);
                group.Workspaces++;
                group.IsChanged |= build.Parameters.LastOrDefault(given => given.Name == definition.Name) is { } given && given.Value != standard;
            }
        }

        return
        [
            .. groups.Where(group => !group.Value.IsChanged)
                .OrderBy(group => group.Key.Definition, DefinitionOrder.Comparer)
                .ThenBy(group => group.Key.Default, Utf8Order.Comparer)
                .Select(group => new UnchangedParameter([.. group.Value.Templates], group.Key.Definition, group.Value.Workspaces)),
        ];
    }

    private sealed class Group
    {
        public SortedSet<Guid> Templates { get; } = [];

        public int Workspaces { get; set; }

        public bool IsChanged { get; set; }
    }

    // Definitions that differ in their default are two: changing the default of one is not what people did.
    private sealed class GroupEquality : IEqualityComparer<(ParameterDefinition Definition, string Default)>
    {
        public static GroupEquality Comparer { get; } = new();

        public bool Equals((ParameterDefinition Definition, string Default) x, (ParameterDefinition Definition, string Default) y) =>
            x.Default == y.Default && DefinitionEquality.Comparer.Equals(x.Definition, y.Definition);

        public int GetHashCode((ParameterDefinition Definition, string Default) obj) =>
            HashCode.Combine(obj.Default, DefinitionEquality.Comparer.GetHashCode(obj.Definition));
    }
}
