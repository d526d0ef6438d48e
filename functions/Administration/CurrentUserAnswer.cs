using System.Text.Json.Serialization;
using Insights.Functions.Access;

namespace Insights.Functions.Administration;

/// <summary>The caller, in the shape of Coder's user where there is one.</summary>
internal sealed record CurrentUserAnswer(
    Guid Id,
    string Username,
    string Name,
    string AvatarUrl,
    IReadOnlyList<Guid> OrganizationIds,
    IReadOnlyList<CurrentUserAnswer.RoleAnswer> Roles,
    CurrentUserAnswer.PermissionsAnswer Permissions,
    IReadOnlyList<string> ImageOrigins,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CurrentUserAnswer.SessionAnswer? Session)
{
    public static CurrentUserAnswer Of(Caller caller, IReadOnlyList<string> imageOrigins) => new(
        caller.User?.Id ?? Guid.Empty,
        caller.Name,
        caller.User?.Name ?? "",
        caller.User?.AvatarUrl ?? "",
        caller.User?.OrganizationIds ?? [],
        [
            .. caller.Roles.Order(StringComparer.Ordinal).Select(role => new RoleAnswer(role, null)),
            .. caller.OrganizationRoles.SelectMany(organization => organization.Value, (organization, role) => new RoleAnswer(role, organization.Key)),
        ],
        new(caller.MayViewAll, caller.MayIngest, caller.MayAdminister, caller.MayRead, caller.MayManage),
        imageOrigins,
        caller.Session is { } session ? new(session.ExpiresAt) : null);

    internal sealed record RoleAnswer(string Name, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? OrganizationId);

    internal sealed record PermissionsAnswer(bool ViewAllInsights, bool Ingest, bool Administer, bool Read, bool Manage);

    internal sealed record SessionAnswer(DateTimeOffset ExpiresAt);
}
