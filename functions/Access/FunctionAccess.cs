using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Insights.Functions.Access;

/// <summary>What each HTTP function requires, in this one place. One that is not listed is run for nobody.</summary>
internal static class FunctionAccess
{
    private const string WildcardRoute = "WildcardRoute";

    private static readonly FrozenDictionary<string, Requirement> Requirements = new Dictionary<string, Requirement>
    {
        ["Health"] = Requirement.None,
        ["BuildInfo"] = Requirement.None,
        ["AuthMethods"] = Requirement.None,
        ["EndSession"] = Requirement.None,
        ["TemplatePage"] = Requirement.None,
        ["DeploymentPage"] = Requirement.None,
        ["UserPage"] = Requirement.None,
        ["OwnPage"] = Requirement.None,
        ["Asset"] = Requirement.None,
        ["ApiDescription"] = Requirement.None,
        ["ReaderPage"] = Requirement.None,
        ["ReaderStyle"] = Requirement.None,

        ["IngestAgentStats"] = Requirement.Ingest,
        ["IngestAppStats"] = Requirement.Ingest,
        ["IngestUsageBuckets"] = Requirement.Ingest,
        ["IngestWorkspaceBuilds"] = Requirement.Ingest,
        ["IngestCatalog"] = Requirement.Ingest,
        ["IngestAccess"] = Requirement.SetAccess,
        ["SourceState"] = Requirement.Ingest,
        ["ChangeSourceState"] = Requirement.Ingest,
        ["CompleteUsage"] = Requirement.Ingest,

        ["TemplateInsights"] = Requirement.View,
        ["UserActivityInsights"] = Requirement.View,
        ["UserLatencyInsights"] = Requirement.View,
        ["OverviewInsights"] = Requirement.View,
        ["DashboardInsights"] = Requirement.View,
        ["ExportInsights"] = Requirement.View,
        ["DeploymentDailyActiveUsers"] = Requirement.View,
        ["TemplateDailyActiveUsers"] = Requirement.View,
        ["UserStatusCounts"] = Requirement.View,
        ["Templates"] = Requirement.View,
        ["ConcurrencyInsights"] = Requirement.View,
        ["ConnectionInsights"] = Requirement.View,
        ["ForecastInsights"] = Requirement.View,
        ["TrendInsights"] = Requirement.View,
        ["VersionInsights"] = Requirement.View,
        ["UtilizationInsights"] = Requirement.View,
        ["AdoptionInsights"] = Requirement.View,
        ["SupportInsights"] = Requirement.View,
        ["ParameterInsights"] = Requirement.View,
        ["UserInsights"] = Requirement.View,
        ["OwnData"] = Requirement.View,
        ["OwnTable"] = Requirement.View,
        ["PeopleInsights"] = Requirement.View,
        ["Metrics"] = Requirement.View,
        ["Users"] = Requirement.View,
        ["Groups"] = Requirement.View,
        ["Organizations"] = Requirement.View,
        ["CurrentUser"] = Requirement.SignedIn,
        ["BeginSession"] = Requirement.SignedIn,
        [WildcardRoute] = Requirement.SignedIn,

        ["CreateToken"] = Requirement.Manage,
        ["Tokens"] = Requirement.Manage,
        ["RevokeToken"] = Requirement.Manage,
        ["TemplateAcl"] = Requirement.Manage,
        ["ChangeTemplateAcl"] = Requirement.Manage,

        ["UserRoles"] = Requirement.Administer,
        ["ChangeUserRoles"] = Requirement.Administer,
        ["Audit"] = Requirement.Administer,
        ["EraseUserInsights"] = Requirement.Administer,
        ["Operation"] = Requirement.Administer,
        ["StorageReport"] = Requirement.Administer,
        ["SourcesReport"] = Requirement.Watch,
        ["ReleaseSource"] = Requirement.Administer,
        ["DigestPreview"] = Requirement.Administer,
        ["Operations"] = Requirement.Administer,
        ["ErasureRequests"] = Requirement.Administer,
        ["DeclineErasure"] = Requirement.Administer,
        ["OwnErasureRequest"] = Requirement.Manage,
        ["RequestErasure"] = Requirement.Manage,
        ["TakeBackErasure"] = Requirement.Manage,

        ["RequestReveal"] = Requirement.Reveal,
        ["ApproveReveal"] = Requirement.Reveal,
        ["EndReveal"] = Requirement.Reveal,
        ["Reveals"] = Requirement.OverseeReveals,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The functions that are listed.</summary>
    public static IEnumerable<string> Functions => Requirements.Keys;

    /// <summary>What a function requires; null when it is not listed.</summary>
    public static Requirement? Of(string function) => Requirements.TryGetValue(function, out var requirement) ? requirement : null;

    /// <summary>Whether a request is answered with the page by the function that otherwise answers what no other takes: it is open then.</summary>
    public static bool IsPage(string function, HttpRequest request) => function == WildcardRoute && (IsRoot(request) || IsLost(request));

    /// <summary>Whether a request asks for <c>/</c>.</summary>
    public static bool IsRoot(HttpRequest request) => request.Path.Value is null or "" or "/" && IsReading(request);

    /// <summary>Whether somebody with a browser has come to an address that leads nowhere: it takes HTML, and is not below the API's path.</summary>
    public static bool IsLost(HttpRequest request) =>
        IsReading(request) && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) && type.Quality is not 0);

    private static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
