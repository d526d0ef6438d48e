using System.Text.Json.Serialization;
using Insights.Functions.Access;
using Insights.Functions.Privacy;

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
    CurrentUserAnswer.PrivacyAnswer Privacy,
    IReadOnlyList<string> ImageOrigins,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CurrentUserAnswer.SessionAnswer? Session)
{
    public static CurrentUserAnswer Of(Caller caller, PrivacyAnswer privacy, IReadOnlyList<string> imageOrigins) => new(
        caller.User?.Id ?? Guid.Empty,
        caller.Name,
        caller.User?.Name ?? "",
        caller.User?.AvatarUrl ?? "",
        caller.User?.OrganizationIds ?? [],
        [
            .. caller.Roles.Order(StringComparer.Ordinal).Select(role => new RoleAnswer(role, null)),
            .. caller.OrganizationRoles.SelectMany(organization => organization.Value, (organization, role) => new RoleAnswer(role, organization.Key)),
            .. caller.MayReveal ? [new RoleAnswer(Role.PrivacyOfficer, null)] : Array.Empty<RoleAnswer>(),
        ],
        new(caller.MayViewAll, caller.MayIngest, caller.MayAdminister, caller.MayRead, caller.MayManage, caller.MayReveal, caller.MayOverseeReveals),
        privacy,
        imageOrigins,
        caller.Session is { } session ? new(session.ExpiresAt) : null);

    internal sealed record RoleAnswer(string Name, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? OrganizationId);

    internal sealed record PermissionsAnswer(bool ViewAllInsights, bool Ingest, bool Administer, bool Read, bool Manage, bool Reveal, bool OverseeReveals);

    /// <summary>What reports say of people. Where they are named there is no floor, and where there are no officers there are no reveals.</summary>
    internal sealed record PrivacyAnswer(
        string Level,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Floor,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RevealHours,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? RevealsNeedTwo)
    {
        public static PrivacyAnswer Of(PrivacyLevels levels, PrivacyOptions options)
        {
            var withReveals = !levels.IsNamedEverywhere && options.ListOfficers().Count > 0;
            return new(
                PrivacyLevels.NameOf(levels.Strictest),
                levels.IsNamedEverywhere ? null : options.GroupFloor,
                withReveals ? options.RevealHours : null,
                withReveals ? options.RevealsNeedTwo : null);
        }
    }

    internal sealed record SessionAnswer(DateTimeOffset ExpiresAt);
}
