namespace Insights.Functions.Tests.Reference;

/// <summary>Whose usage counts, and in which applications.</summary>
public static class ReferenceFilter
{
    private static readonly string[] Families = ["vscode", "jetbrains", "ssh", "sftp", "reconnecting_pty", "unknown"];

    public static List<ReferenceBucket> Apply(ReferenceQuery query, Given given, IEnumerable<ReferenceBucket> buckets)
    {
        ArgumentNullException.ThrowIfNull(query);
        var counted = buckets.Where(bucket => Counts(query, given, bucket.UserId));
        return query.Apps.Count == 0
            ? [.. counted]
            : [.. counted
                .Select(bucket => bucket.Narrowed(
                    session => query.Apps.Any(app => IsSession(app, session)),
                    name => query.Apps.Any(app => IsApp(app, name))))
                .Where(bucket => bucket.UsageMinutes().Count > 0)];
    }

    public static bool Counts(ReferenceQuery query, Given given, string userId)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(given);
        return (query.IncludeSystem || !given.SystemUsers.Contains(userId))
            && (query.UserIds.Count == 0 || query.UserIds.Contains(userId))
            && (query.GroupIds.Count == 0 || query.GroupIds.Any(group => given.GroupMembers.TryGetValue(group, out var members) && members.Contains(userId)));
    }

    private static bool IsSession(string chosen, string session) => chosen.Split(':') switch
    {
        ["family", var family] => IsFamily(family, session),
        ["session", var name] => SessionNames.Normalize(name) == session,
        ["app", _] => false,
        _ => IsFamily(chosen, session) || SessionNames.Normalize(chosen) == session,
    };

    private static bool IsFamily(string chosen, string session) =>
        Families.Contains(SessionNames.Normalize(chosen)) && SessionNames.Family(session) == SessionNames.Normalize(chosen);

    private static bool IsApp(string chosen, string name) => chosen.Split(':') switch
    {
        ["app", var slug] => slug == name,
        ["family" or "session", _] => false,
        _ => chosen == name,
    };
}
