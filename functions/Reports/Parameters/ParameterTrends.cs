using Insights.Functions.Catalog;

namespace Insights.Functions.Reports.Parameters;

/// <summary>Which values of which parameters workspaces were built with, in a range and in each of its slots.</summary>
public static class ParameterTrends
{
    /// <summary>
    /// The report over builds created in range. The range, and each slot, counts as <see cref="ParametersReport"/> does: of each
    /// (template, workspace) the build with the highest number of those created in it. A value under a name that its version does not
    /// define counts too, by name alone: of dynamic parameters nobody says what they are.
    /// </summary>
    public static IReadOnlyList<ParameterTrend> Of(
        IReadOnlyCollection<WorkspaceBuild> builds, IReadOnlyDictionary<Guid, TemplateVersion> versions, IReadOnlyList<Slot> slots)
    {
        ArgumentNullException.ThrowIfNull(slots);
        var defined = new Dictionary<ParameterDefinition, ParameterCounts>(DefinitionEquality.Comparer);
        var others = new Dictionary<string, ParameterCounts>(StringComparer.Ordinal);
        Count(builds, slot: null);
        foreach (var (number, slot) in slots.Index())
        {
            Count(builds.Where(build => build.CreatedAt >= slot.Start && build.CreatedAt < slot.End), number);
        }

        return
        [
            .. defined.Values.Concat(others.Values).Where(counts => counts.HasValues)
                .OrderBy(counts => counts.Definition, DefinitionOrder.Comparer).ThenByDescending(counts => counts.IsDefined)
                .Select(counts => counts.Report(slots)),
        ];

        void Count(IEnumerable<WorkspaceBuild> some, int? slot)
        {
            foreach (var build in ParametersReport.LatestOfWorkspaces(some))
            {
                var values = build.Parameters.GroupBy(parameter => parameter.Name).ToDictionary(given => given.Key, given => given.Last().Value);
                foreach (var definition in versions.GetValueOrDefault(build.TemplateVersionId)?.Parameters ?? [])
                {
                    values.Remove(definition.Name, out var value);
                    CountsOf(defined, definition, () => definition, isDefined: true).Add(build.TemplateId, value, slot);
                }

                foreach (var (name, value) in values)
                {
                    CountsOf(others, name, () => DefinitionKey.Undefined(name), isDefined: false).Add(build.TemplateId, value, slot);
                }
            }
        }

        ParameterCounts CountsOf<TKey>(Dictionary<TKey, ParameterCounts> known, TKey key, Func<ParameterDefinition> definition, bool isDefined)
            where TKey : notnull
        {
            if (!known.TryGetValue(key, out var counts))
            {
                known.Add(key, counts = new ParameterCounts(definition(), isDefined, slots.Count));
            }

            return counts;
        }
    }
}
