using Insights.Functions.Catalog;
using Insights.Functions.Reports.Parameters;

namespace Insights.Functions.Reports.Behind;

/// <summary>Whose workspaces have a value of a parameter.</summary>
internal static class ParameterOwners
{
    /// <summary>
    /// The owners of the workspaces that <see cref="ParameterTrends"/> counts, ascending by id: of each the build with the highest number of
    /// those in range counts.
    /// </summary>
    /// <param name="builds">The builds in range.</param>
    /// <param name="versions">Their versions.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="value">The value; null for any.</param>
    /// <param name="definition">The key of its definition (<see cref="DefinitionKey"/>); null for all of the name.</param>
    public static IReadOnlyList<PersonBehind> Of(
        IEnumerable<WorkspaceBuild> builds, IReadOnlyDictionary<Guid, TemplateVersion> versions, string name, string? value, string? definition)
    {
        return
        [
            .. ParametersReport.LatestOfWorkspaces(builds).Where(Counts).GroupBy(build => build.OwnerId).OrderBy(owner => owner.Key)
                .Select(owner => new PersonBehind(owner.Key, [.. owner.Select(build => build.TemplateId).Distinct().Order()]) { Workspaces = owner.Count() }),
        ];

        bool Counts(WorkspaceBuild build)
        {
            if (build.Parameters.LastOrDefault(parameter => parameter.Name == name) is not { } given || (value is not null && given.Value != value))
            {
                return false;
            }

            // A version may define a name several times; the first takes the value.
            var defined = versions.GetValueOrDefault(build.TemplateVersionId)?.Parameters.FirstOrDefault(parameter => parameter.Name == name);
            return definition is null || definition == DefinitionKey.Of(defined ?? DefinitionKey.Undefined(name), defined is not null);
        }
    }
}
