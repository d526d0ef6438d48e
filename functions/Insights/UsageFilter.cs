using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Usage;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Insights;

/// <summary>
/// Whose usage a report counts, and in which applications: the parameters that every report of usage has. What one of them lists is
/// joined by or, and they among each other by and.
/// </summary>
/// <param name="WithSystem">Whether users count that are nobody but the system itself, such as the owner of prebuilt workspaces. Coder counts them.</param>
/// <param name="Users">The users; none for everybody.</param>
/// <param name="Groups">Groups of which they are members; none for everybody.</param>
/// <param name="Apps">The applications; null for all.</param>
/// <param name="Caller">Who asks; null for the service itself, which asks for no groups.</param>
internal sealed record UsageFilter(bool WithSystem, IReadOnlyList<Guid> Users, IReadOnlyList<Guid> Groups, AppChoice? Apps, Caller? Caller)
{
    private const int MaxApps = 100;
    private const int MaxAppName = 200;

    private static readonly FlagParameter SystemName = new("include_system", "Whether users that are the system itself count as people do.");
    private static readonly IdsParameter UsersName = new("user_ids", "Only these users count.");
    private static readonly IdsParameter GroupsName = new(
        "group_ids", "Only the members of one of these groups count; the id of an organization stands for the group of all its members.");
    private static readonly TextsParameter AppsName = new(
        "apps", "Only minutes in one of these applications count: families, session apps, or slugs of workspace apps.", MaxApps, MaxAppName);

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } = [SystemName, UsersName, GroupsName, AppsName];

    /// <summary>All people, in all applications: what the service itself asks for.</summary>
    public static UsageFilter People { get; } = new(WithSystem: false, [], [], Apps: null, Caller: null);

    /// <summary>Where what is read is noted; null where nobody asks for a tag of the answer.</summary>
    public ReadNotes? Notes { get; init; }

    /// <summary>The head of the answer, where it is said how it was made; null where nobody asks.</summary>
    public IHeaderDictionary? Head { get; init; }

    /// <summary>Whether only some people count.</summary>
    public bool NarrowsPeople => Users.Count > 0 || Groups.Count > 0;

    /// <summary>Reads the parameters of a request.</summary>
    public static UsageFilter Read(RequestQuery query, HttpRequest request) =>
        new(query.Flag(SystemName), query.Ids(UsersName), query.Ids(GroupsName), ReadApps(query), Caller.Of(request)) { Head = request.HttpContext.Response.Headers };

    private static AppChoice? ReadApps(RequestQuery query)
    {
        var names = query.List(AppsName);
        if (names.Length > MaxApps)
        {
            query.Fail(AppsName, $"Query param \"{AppsName}\" may have {MaxApps} names, but has {names.Length}");
        }
        else if (Array.Find(names, name => name.Length is 0 or > MaxAppName) is { } wrong)
        {
            query.Fail(AppsName, $"Query param \"{AppsName}\" must be a list of names of 1 to {MaxAppName} characters, but has \"{JsonItem.Shown(wrong)}\"");
        }

        return names.Length == 0 ? null : AppChoice.Of(names);
    }
}
