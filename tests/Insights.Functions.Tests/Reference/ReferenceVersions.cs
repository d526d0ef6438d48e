using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>The answer of <c>/insights/versions</c>.</summary>
public static class ReferenceVersions
{
    public static JsonObject Report(ReferenceQuery query, Given given, IReadOnlyList<ReferenceBucket> buckets)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(given);
        var used = ReferenceUsage.InRange(buckets, query.StartTime, query.EndTime, query.TemplateIds)
            .Select(bucket => (bucket.TemplateId, bucket.UserId)).ToHashSet();
        var newest = new Dictionary<string, GivenBuild>();
        foreach (var build in given.Builds)
        {
            if (build.CreatedAt < query.EndTime && (build.JobStatus is null or "succeeded")
                && ReferenceFilter.Counts(query, given, build.OwnerId)
                && (query.TemplateIds.Count == 0 || query.TemplateIds.Contains(build.TemplateId))
                && (!newest.TryGetValue(build.WorkspaceId, out var known) || build.IsNewerThan(known)))
            {
                newest[build.WorkspaceId] = build;
            }
        }

        var templates = new JsonArray();
        foreach (var template in newest.Values.Where(build => build.Transition != "delete").GroupBy(build => build.TemplateId).OrderBy(template => template.Key, StringComparer.Ordinal))
        {
            var versions = template.GroupBy(build => build.TemplateVersionId)
                .OrderByDescending(version => version.Max(build => build.CreatedAt)).ThenBy(version => version.Key, StringComparer.Ordinal)
                .Select(version => new JsonObject
                {
                    ["template_version_id"] = version.Key,
                    ["workspaces"] = version.Count(),
                    ["used_workspaces"] = version.Count(build => used.Contains((build.TemplateId, build.OwnerId))),
                    ["owners"] = version.Select(build => build.OwnerId).Distinct().Count(),
                    ["first_built_at"] = Instant(version.Min(build => build.CreatedAt)),
                    ["last_built_at"] = Instant(version.Max(build => build.CreatedAt)),
                });
            templates.Add(new JsonObject { ["template_id"] = template.Key, ["versions"] = new JsonArray([.. versions]) });
        }

        return new JsonObject
        {
            ["report"] = new JsonObject
            {
                ["start_time"] = Wire.Time(query.StartTime),
                ["end_time"] = Wire.Time(query.EndTime),
                ["templates"] = templates,
            },
        };
    }

    private static string Instant(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
