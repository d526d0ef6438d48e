using System.Globalization;
using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>Reads the wire form of events and catalog, independently of the product's own parsing.</summary>
public static class GivenReader
{
    public static Given Read(Scenario scenario, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var users = new List<GivenUserItem>();
        var versions = new Dictionary<string, IReadOnlyList<GivenParameter>>();
        var memberships = new Dictionary<string, IReadOnlyList<string>>();
        var groups = new Dictionary<string, IReadOnlySet<string>>();
        var templateOrganizations = new Dictionary<string, string>();
        foreach (var body in scenario.CatalogBodies())
        {
            foreach (var user in Items(body, "users"))
            {
                users.Add(User(user, Scenario.ReceivedAt(body) ?? receivedAt));
                memberships[Id(user, "id")!] = Ids(user, "organization_ids");
            }

            foreach (var group in Items(body, "groups"))
            {
                groups[Id(group, "id")!] = Ids(group, "members").ToHashSet();
            }

            foreach (var template in Items(body, "templates").Where(template => Id(template, "organization_id") is not null))
            {
                templateOrganizations[Id(template, "id")!] = Id(template, "organization_id")!;
            }

            foreach (var version in Items(body, "template_versions"))
            {
                versions[Id(version, "id")!] = [.. Items(version, "parameters").Select(Parameter)];
            }
        }

        foreach (var organization in memberships.Values.SelectMany(ids => ids).Distinct().ToList())
        {
            groups[organization] = memberships.Where(user => user.Value.Contains(organization)).Select(user => user.Key).ToHashSet();
        }

        // A build posted again is the same build.
        var builds = new Dictionary<string, GivenBuild>();
        foreach (var item in scenario.Builds)
        {
            var build = Build(item!.AsObject());
            builds[build.Id] = build;
        }

        return new Given(
            users,
            versions,
            [.. builds.Values],
            [.. scenario.AgentStats.Select(item => AgentStat(item!.AsObject()))],
            [.. scenario.AppStats.Select(item => AppStat(item!.AsObject()))])
        {
            GroupMembers = groups,
            TemplateOrganizations = templateOrganizations,
        };
    }

    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.None);

    private static GivenUserItem User(JsonObject item, DateTimeOffset receivedAt) => new(
        receivedAt,
        Id(item, "id")!,
        Text(item, "username"),
        Text(item, "avatar_url"),
        item["status"]?.GetValue<string>(),
        OptionalTime(item, "status_changed_at"),
        OptionalTime(item, "created_at"),
        item["deleted"]?.GetValue<bool>() ?? false,
        item["is_system"]?.GetValue<bool>());

    private static GivenParameter Parameter(JsonObject item) => new(
        Text(item, "name"),
        Text(item, "type"),
        Text(item, "display_name"),
        Text(item, "description"),
        [.. Items(item, "options").Select(option => new GivenOption(
            Text(option, "name"), Text(option, "description"), Text(option, "value"), Text(option, "icon")))]);

    private static GivenBuild Build(JsonObject item) => new(
        Id(item, "id")!,
        Id(item, "workspace_id")!,
        Id(item, "owner_id")!,
        Id(item, "template_id")!,
        Id(item, "template_version_id")!,
        item["build_number"]!.GetValue<int>(),
        Time(Text(item, "created_at")),
        [.. Items(item, "parameters").Select(parameter => (Text(parameter, "name"), Text(parameter, "value")))],
        [.. Items(item, "agents").SelectMany(agent => Items(agent, "apps")).Select(app => new GivenApp(
            Text(app, "slug"), Text(app, "display_name"), Text(app, "icon"), OptionalTime(app, "created_at")))])
    {
        WorkspaceName = Text(item, "workspace_name"),
        Transition = item["transition"]?.GetValue<string>(),
        JobStatus = item["job_status"]?.GetValue<string>(),
        CompletedAt = OptionalTime(item, "completed_at"),
        DailyCost = item["daily_cost"]?.GetValue<int>(),
    };

    private static GivenAgentStat AgentStat(JsonObject item) => new(
        Time(Text(item, "created_at")),
        Id(item, "user_id")!,
        Id(item, "agent_id")!,
        Id(item, "template_id")!,
        item["connection_count"]?.GetValue<long>() ?? 0,
        item["connection_median_latency_ms"]?.GetValue<double>() ?? -1,
        SessionNames.OpenIn(item));

    private static GivenAppStat AppStat(JsonObject item) => new(
        Id(item, "user_id")!,
        Id(item, "workspace_id")!,
        Id(item, "template_id"),
        Text(item, "access_method") == "terminal" ? "[terminal]" : Text(item, "slug_or_port"),
        Time(Text(item, "session_started_at")),
        Time(Text(item, "session_ended_at")));

    private static IEnumerable<JsonObject> Items(JsonObject parent, string list) =>
        (parent[list]?.AsArray() ?? []).Select(item => item!.AsObject());

    private static string Text(JsonObject item, string field) => item[field]?.GetValue<string>() ?? "";

    private static string? Id(JsonObject item, string field) =>
        item[field] is { } id ? Guid.Parse(id.GetValue<string>()).ToString() : null;

    private static List<string> Ids(JsonObject item, string list) =>
        [.. (item[list]?.AsArray() ?? []).Select(id => Guid.Parse(id!.GetValue<string>()).ToString())];

    private static DateTimeOffset? OptionalTime(JsonObject item, string field) =>
        item[field] is { } time ? Time(time.GetValue<string>()) : null;
}
