using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using Insights.Functions.Access;
using Microsoft.Azure.Functions.Worker;
using Xunit;
using static System.Net.HttpStatusCode;

namespace Insights.Functions.Tests.Access;

/// <summary>Every route, with every kind of caller.</summary>
public sealed class RouteAccessTests(AccessWorld world) : IClassFixture<AccessWorld>
{
    private const string Period = "start_time=2026-11-01T00:00:00Z&end_time=2026-11-02T00:00:00Z";

    private static readonly string[] Everybody = [.. typeof(Callers).GetFields().SelectMany(group => (string[])group.GetValue(null)!), .. Others];

    private static readonly Dictionary<string, RouteAccess> Routes = new()
    {
        ["Health"] = Open("healthz", "\"healthy\":true"),
        ["BuildInfo"] = Open("buildinfo", "\"version\""),
        ["AuthMethods"] = Open("users/authmethods", "\"token\":true"),
        ["EndSession"] = Open("session", "") with { Method = "DELETE", Status = NoContent, UsesUp = true },
        ["TemplatePage"] = Open($"../../templates/{AccessWorld.Template}", "<!doctype html>"),
        ["DeploymentPage"] = Open("../../deployment", "<!doctype html>"),
        ["UserPage"] = Open($"../../users/{AccessWorld.Template}", "<!doctype html>"),
        ["OwnPage"] = Open("../../me", "<!doctype html>"),
        ["Asset"] = Open("../../assets/favicon.svg", "<svg"),
        ["ApiDescription"] = Open("openapi.json", "\"openapi\""),
        ["ReaderPage"] = Open("../../docs", "<!doctype html>"),
        ["ReaderStyle"] = Open("../../docs/docs.css", "body"),
        ["WildcardRoute of the root"] = Open("../../", "<!doctype html>"),

        ["IngestAgentStats"] = Sending("agent-stats", "stats"),
        ["IngestAppStats"] = Sending("app-stats", "stats"),
        ["IngestUsageBuckets"] = Sending("usage-buckets", "buckets"),
        ["IngestWorkspaceBuilds"] = Sending("workspace-builds", "builds"),
        ["IngestCatalog"] = Sending("catalog", "groups"),
        ["SourceState"] = new("GET", At($"ingest/sources/{Guid.Empty}"), Callers.Senders, OK, "\"retention_days\":180", Forbidden),
        ["ChangeSourceState"] = new("PUT", At($"ingest/sources/{Guid.Empty}"), Callers.Senders, HttpStatusCode.BadRequest, "\"field\":\"state\"", Forbidden) { Body = new JsonObject() },
        ["CompleteUsage"] = Sending($"sources/{Guid.Empty}/usage-buckets", "buckets"),

        ["IngestAccess"] = new("PUT", At("ingest/access"), Callers.AccessSetters, Accepted, "{\"accepted\":0,\"changed\":0,\"kept\":0}", Forbidden)
        {
            Body = new JsonObject(),
        },

        ["TemplateInsights"] = Report("templates"),
        ["TemplateInsights of one template"] = Report("templates", $"&template_ids={AccessWorld.Template}", Callers.TemplateViewers),
        ["TemplateInsights of two templates"] = Report("templates", $"&template_ids={AccessWorld.Template},{AccessWorld.OtherTemplate}"),
        ["TemplateInsights of an unknown template"] = Report("templates", $"&template_ids={Guid.Empty}"),
        ["TemplateInsights of an organization"] = Report("templates", $"&organization_id={AccessWorld.Here}", Callers.OrganizationViewers),
        ["TemplateInsights of another organization"] =
            Report("templates", $"&organization_id={AccessWorld.There}", [.. Callers.SiteViewers, "other-org-admin"]),
        ["UserActivityInsights"] = Report("user-activity"),
        ["UserActivityInsights of one template"] = Report("user-activity", $"&template_ids={AccessWorld.Template}", Callers.TemplateViewers),
        ["UserActivityInsights of an organization"] = Report("user-activity", $"&organization_id={AccessWorld.Here}", Callers.OrganizationViewers),
        ["UserLatencyInsights"] = Report("user-latency"),
        ["UserLatencyInsights of one template"] = Report("user-latency", $"&template_ids={AccessWorld.Template}", Callers.TemplateViewers),
        ["UserLatencyInsights of an organization"] = Report("user-latency", $"&organization_id={AccessWorld.Here}", Callers.OrganizationViewers),

        ["OverviewInsights"] = View($"insights/overview?{Period}", Everybody, "\"templates\":", Unused),
        ["OverviewInsights of one template"] =
            View($"insights/overview?{Period}&template_ids={AccessWorld.Template}", Callers.TemplateViewers, "\"templates\":", NotFound),
        ["OverviewInsights of an organization"] =
            View($"insights/overview?{Period}&organization_id={AccessWorld.Here}", Callers.OrganizationViewers, "\"templates\":", NotFound),
        ["DashboardInsights"] = View($"insights/dashboard?{Period}", Callers.SiteViewers, "\"users\":", NotFound),
        ["DashboardInsights of one template"] =
            View($"insights/dashboard?{Period}&template_ids={AccessWorld.Template}", Callers.TemplateViewers, "\"users\":", NotFound),
        ["DashboardInsights of an organization"] =
            View($"insights/dashboard?{Period}&organization_id={AccessWorld.Here}", Callers.OrganizationViewers, "\"users\":", NotFound),
        ["ExportInsights"] = View($"insights/export?{Period}", Callers.SiteViewers, "section,start_time", NotFound),
        ["ExportInsights of one template"] =
            View($"insights/export?{Period}&template_ids={AccessWorld.Template}", Callers.TemplateViewers, "section,start_time", NotFound),
        ["ExportInsights of an organization"] =
            View($"insights/export?{Period}&organization_id={AccessWorld.Here}", Callers.OrganizationViewers, "section,start_time", NotFound),

        ["UtilizationInsights"] = Report("utilization"),
        ["UtilizationInsights of one template"] = Report("utilization", $"&template_ids={AccessWorld.Template}", Callers.TemplateViewers),
        ["UtilizationInsights of an organization"] = Report("utilization", $"&organization_id={AccessWorld.Here}", Callers.OrganizationViewers),
        ["AdoptionInsights"] = Report("adoption"),
        ["AdoptionInsights of one template"] = Report("adoption", $"&template_ids={AccessWorld.Template}", Callers.TemplateViewers),
        ["SupportInsights"] = Report("support"),
        ["SupportInsights of one template"] = Report("support", $"&template_ids={AccessWorld.Template}", Callers.TemplateViewers),
        ["ParameterInsights"] = Report("parameters"),
        ["ParameterInsights of one template"] = Report("parameters", $"&template_ids={AccessWorld.Template}", Callers.TemplateViewers),
        ["PeopleInsights"] = Report("people"),
        ["PeopleInsights of one template"] = Report("people", $"&template_ids={AccessWorld.Template}", Callers.TemplateViewers),
        ["UserInsights of oneself"] = Report("users/me", "", [.. Everybody.Except(UserLess)]),
        ["UserInsights of a member"] = Report($"users/{AccessWorld.IdOf("member")}", "", [.. Callers.SiteViewers, "member", "JWT of member", "session of member"]),
        ["UserInsights of nobody"] = Report($"users/{Guid.Empty}", "", []),
        ["ConcurrencyInsights"] = Report("concurrency"),
        ["ConcurrencyInsights of one template"] = Report("concurrency", $"&template_ids={AccessWorld.Template}", Callers.TemplateViewers),
        ["ConcurrencyInsights of an organization"] = Report("concurrency", $"&organization_id={AccessWorld.Here}", Callers.OrganizationViewers),
        ["ConnectionInsights"] = Report("connection"),
        ["ConnectionInsights of one template"] = Report("connection", $"&template_ids={AccessWorld.Template}", Callers.TemplateViewers),
        ["ForecastInsights"] = View("insights/forecast", Callers.SiteViewers, "\"report\"", NotFound),
        ["ForecastInsights of one template"] =
            View($"insights/forecast?template_ids={AccessWorld.Template}", Callers.TemplateViewers, "\"report\"", NotFound),
        ["TrendInsights"] = Report("trends", "&interval=month"),
        ["TrendInsights of one template"] = Report("trends", $"&interval=month&template_ids={AccessWorld.Template}", Callers.TemplateViewers),
        ["VersionInsights"] = Report("versions"),
        ["VersionInsights of one template"] = Report("versions", $"&template_ids={AccessWorld.Template}", Callers.TemplateViewers),

        // Who is in a group is for who may see what its organization does, and for its members.
        ["UserActivityInsights of a group"] = Report(
            "user-activity", $"&template_ids={AccessWorld.Template}&group_ids={AccessWorld.Viewers}", [.. Callers.OrganizationViewers, "group-viewer"]),
        ["ForecastInsights of an unknown group"] =
            View($"insights/forecast?template_ids={AccessWorld.Template}&group_ids={Guid.Empty}", Callers.SiteViewers, "\"report\"", NotFound),

        ["DeploymentDailyActiveUsers"] = View("insights/daus", Callers.SiteViewers, "\"entries\"", Forbidden),
        ["DeploymentDailyActiveUsers of an organization"] =
            View($"insights/daus?organization_id={AccessWorld.Here}", Callers.OrganizationViewers, "\"entries\"", Forbidden),
        ["UserStatusCounts"] = View("insights/user-status-counts", Callers.SiteViewers, "\"status_counts\"", Forbidden),
        ["TemplateDailyActiveUsers"] = View($"templates/{AccessWorld.Template}/daus", Callers.TemplateViewers, "\"entries\"", NotFound),
        ["TemplateDailyActiveUsers of an unknown template"] = View(
            $"templates/{Guid.Empty}/daus", Callers.SiteViewers, "{\"message\":\"Resource not found or you do not have access to this resource\"", NotFound) with
        {
            Status = NotFound,
        },
        ["Templates"] = View("templates", Everybody, "[", Unused),
        ["Metrics"] = View("metrics", Callers.SiteViewers, "insights_active_users 0", Forbidden),
        ["Users"] = View("users", Callers.SiteViewers, "\"users\":[", Forbidden),
        ["Groups"] = View("groups", Callers.SiteViewers, "\"groups\":[", Forbidden),
        ["Organizations"] = View("organizations", Callers.SiteViewers, "\"organizations\":[", Forbidden),
        ["BeginSession"] = new("POST", At("session"), [.. Everybody.Except(Sessions)], NoContent, "", BadRequest)
        {
            Known = (Sessions, BadRequest),
        },
        ["CurrentUser"] = Get("users/me", Everybody, "\"permissions\"", Unused),
        ["WildcardRoute"] = Get("no-such-route", [], "", NotFound) with { Status = NotFound, Allowed = Everybody, Shows = "Route not found." },

        ["CreateToken"] = new("POST", At("tokens"), [.. Everybody.Except(Callers.WithoutScopeAdmin).Except(Nameless)], Created, "\"token\":", Forbidden)
        {
            Body = new JsonObject { ["name"] = "made by a test", ["scopes"] = new JsonArray("admin") },
        },
        ["CreateToken of another user"] = new("POST", At("tokens"), Callers.Administrators, Created, "\"token\":", Forbidden)
        {
            Body = new JsonObject { ["name"] = "made by a test", ["scopes"] = new JsonArray("admin"), ["user_id"] = AccessWorld.IdOf("victim") },
        },
        ["Tokens"] = Get("tokens", [.. Everybody.Except(Callers.WithoutScopeAdmin)], "[", Forbidden),
        ["Tokens of everybody"] = Get("tokens?include_all=true", Callers.Administrators, "[", Forbidden),
        ["RevokeToken of another user"] = new("DELETE", TokenOfVictimAsync, Callers.Administrators, NoContent, "", NotFound)
        {
            Known = (Callers.WithoutScopeAdmin, Forbidden),
        },

        ["TemplateAcl"] = Get($"templates/{AccessWorld.Template}/acl", Callers.Editors, "\"user_perms\"", NotFound) with { Known = (Onlookers, Forbidden) },
        ["ChangeTemplateAcl"] = new("PATCH", At($"templates/{AccessWorld.Template}/acl"), Callers.Editors, OK, "\"user_perms\"", NotFound)
        {
            Body = new JsonObject { ["user_perms"] = new JsonObject { [AccessWorld.IdOf("victim").ToString()] = "view_insights" } },
            Known = (Onlookers, Forbidden),
        },

        ["UserRoles"] = Administering("GET", $"users/{AccessWorld.IdOf("victim")}/roles", "\"roles\""),
        ["ChangeUserRoles"] = Administering("PUT", $"users/{AccessWorld.IdOf("victim")}/roles", "\"roles\"") with
        {
            Body = new JsonObject { ["roles"] = new JsonArray("auditor") },
        },
        ["Audit"] = Administering("GET", "audit", "\"audit_logs\""),
        ["EraseUserInsights"] = Administering("DELETE", $"users/{AccessWorld.IdOf("victim")}/insights", "\"user_erasure\"") with { Status = Accepted },
        ["Operation"] = Administering("GET", $"operations/{Guid.Empty}", "not found") with { Status = NotFound },
        ["StorageReport"] = Administering("GET", "admin/storage", "\"queues\""),
        ["ReleaseSource"] = Administering("DELETE", $"admin/sources/{Guid.Empty}/owner", "not found") with { Status = NotFound },
        ["SourcesReport"] = Get("admin/sources", [.. Callers.SiteViewers, "owner, scope admin"], "\"sources\"", Forbidden),
        ["DigestPreview"] = Administering("GET", "admin/digest", "\"markdown\""),

        ["Operations"] = Administering("GET", "operations", "\"operations\":["),
        ["ErasureRequests"] = Administering("GET", "erasure-requests", "\"requests\":["),
        ["DeclineErasure"] = Administering("DELETE", $"erasure-requests/{AccessWorld.IdOf("victim")}", "") with { Status = NoContent },
        ["OwnErasureRequest"] = Own("GET", "erasure-request", OK, "{"),
        ["RequestErasure"] = Own("POST", "erasure-request", NoContent, ""),
        ["TakeBackErasure"] = Own("DELETE", "erasure-request", NoContent, ""),
        ["OwnData"] = View("insights/users/me/data", [.. Everybody.Except(UserLess)], "\"usage\":[]", NotFound),
        ["OwnTable"] = View("insights/users/me/data/csv", [.. Everybody.Except(UserLess)], "start_time,template_id", NotFound),

        // People are named here, so that there is nothing to reveal.
        ["RequestReveal"] = Revealing("POST", "", BadRequest, "nothing to reveal") with
        {
            Body = new JsonObject { ["user_id"] = AccessWorld.IdOf("victim"), ["reason"] = "a test" },
        },
        ["ApproveReveal"] = Revealing("POST", $"/{Guid.Empty}/approval", NotFound, "not found"),
        ["EndReveal"] = Revealing("DELETE", $"/{Guid.Empty}", NotFound, "not found"),
        ["Reveals"] = Get("insights/reveals", [.. Callers.Officers, .. Callers.Administrators], "\"reveals\":[]", Forbidden),
    };

    // No such status is ever expected: everybody who signed in is let in.
    private const HttpStatusCode Unused = 0;

    // Who signed in, but is in no catalog and no owner: no token can be his.
    private static string[] Nameless => ["JWT with role TemplateAdmin", "JWT with role Ingest", .. Callers.Officers];

    // Who is no user of the catalog, and so has nothing of his own.
    private static string[] UserLess => [.. Nameless, "bootstrap", "session of bootstrap", "JWT with role Owner"];

    private static string[] Sessions => [.. Everybody.Where(caller => caller.StartsWith("session of", StringComparison.Ordinal))];

    // Those who may do something, but are in no group of callers.
    private static string[] Others => ["member", "other-org-admin", "JWT of member", "session of member"];

    // Those who may view the template, but not its list, and those who lack the scope.
    private static string[] Onlookers => [.. Callers.TemplateViewers.Except(Callers.Editors), .. Callers.WithoutScopeAdmin];

    public static TheoryData<string> Names { get; } = new(Routes.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_caller_gets_what_is_its_due(string route)
    {
        var access = Routes[route];
        var faults = await Task.WhenAll(world.Callers.Select(async caller =>
        {
            var path = await access.Path(world);
            var credential = access.UsesUp ? await world.NewCredentialOfAsync(caller) : world.CredentialOf(caller);
            return access.FaultOf(caller, await world.SendWithAsync(credential, access.Method, path, access.Body?.DeepClone()));
        }));
        Assert.True(faults.All(fault => fault.Length == 0), string.Join('\n', faults.Where(fault => fault.Length > 0)));
    }

    [Fact]
    public void Every_caller_is_thought_of() => Assert.Equal(world.Callers.Order(), Everybody.Distinct().Order());

    [Fact]
    public void Every_function_with_a_route_says_what_it_requires_and_is_tested_here()
    {
        var functions = typeof(InsightsServices).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => (Name: method.GetCustomAttribute<FunctionAttribute>()?.Name, Trigger: method.GetParameters()
                .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(trigger => trigger is not null)))
            .Where(function => function is { Name: not null, Trigger: not null })
            .ToDictionary(function => function.Name!, function => function.Trigger!);
        Assert.Equal(functions.Keys.Order(), FunctionAccess.Functions.Order());
        Assert.Equal(functions.Keys.Order(), Routes.Keys.Select(route => route.Split(' ')[0]).Distinct().Order());
        Assert.All(functions, function => Assert.Contains(Routes, route =>
            route.Key.Split(' ')[0] == function.Key && function.Value.Methods.Contains(route.Value.Method.ToLowerInvariant())));
    }

    private static Func<AccessWorld, Task<string>> At(string path) => _ => Task.FromResult(path);

    private static async Task<string> TokenOfVictimAsync(AccessWorld world) => $"tokens/{(await world.NewTokenAsync("victim", "read"))["id"]}";

    private static RouteAccess Get(string path, string[] allowed, string shows, HttpStatusCode denied) => new("GET", At(path), allowed, OK, shows, denied);

    // Whoever he is: a credential that is not for viewing is told so.
    private static RouteAccess View(string path, string[] allowed, string shows, HttpStatusCode denied) =>
        Get(path, [.. allowed.Except(Callers.WithoutScopeRead)], shows, denied) with { Known = (Callers.WithoutScopeRead, Forbidden) };

    private static RouteAccess Open(string path, string shows) => Get(path, Everybody, shows, OK);

    private static RouteAccess Sending(string route, string list) =>
        new("POST", At($"ingest/{route}"), Callers.Senders, Accepted, "{\"accepted\":0}", Forbidden) { Body = new JsonObject { [list] = new JsonArray() } };

    private static RouteAccess Report(string report, string query = "", string[]? allowed = null) =>
        View($"insights/{report}?{Period}{query}", allowed ?? Callers.SiteViewers, "\"report\"", NotFound);

    // What is one's own takes a user, and the scope for managing it.
    private static RouteAccess Own(string method, string path, HttpStatusCode status, string shows) =>
        new(method, At($"insights/users/me/{path}"), [.. Everybody.Except(UserLess).Except(Callers.WithoutScopeAdmin)], status, shows, NotFound)
        {
            Known = (Callers.WithoutScopeAdmin, Forbidden),
        };

    private static RouteAccess Revealing(string method, string path, HttpStatusCode status, string shows) =>
        new(method, At($"insights/reveals{path}"), Callers.Officers, status, shows, Forbidden);

    private static RouteAccess Administering(string method, string path, string shows) => new(method, At(path), Callers.Administrators, OK, shows, Forbidden);
}
