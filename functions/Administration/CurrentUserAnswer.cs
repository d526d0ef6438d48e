using System.Text.Json.Serialization;
using Insights.Functions.Access;
using Insights.Functions.Privacy;

namespace Insights.Functions.Administration;

/// <summary>The caller, in the shape of Coder's user where there is one.</summary>
/// <param name="Id">The id of the user; all zeros for who is none of the catalog.</param>
/// <param name="Username">The caller's unique name, or the name of its token.</param>
/// <param name="Name">The user's name for people; may be empty.</param>
/// <param name="AvatarUrl">The address of the user's picture; may be empty.</param>
/// <param name="OrganizationIds">The organizations that the user is a member of.</param>
/// <param name="Roles">The roles that the caller has.</param>
/// <param name="Permissions">What follows from roles and scopes.</param>
/// <param name="Privacy">What reports say of people here.</param>
/// <param name="ImageOrigins">The origins that the page may load pictures from; a path alone is one of the first.</param>
/// <param name="Session">The session of the page; absent for a caller that has none.</param>
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

    /// <summary>A role.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="OrganizationId">The organization that it holds in; absent for one that holds everywhere.</param>
    internal sealed record RoleAnswer(string Name, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? OrganizationId);

    /// <summary>What the caller may do.</summary>
    /// <param name="ViewAllInsights">View the insights of every template.</param>
    /// <param name="Ingest">Send usage, builds and the catalog.</param>
    /// <param name="Administer">Do what concerns everybody: roles, erasures, the audit, the tokens of others.</param>
    /// <param name="Read">Ask for reports at all.</param>
    /// <param name="Manage">Manage what is the caller's own, and what its roles let it.</param>
    /// <param name="Reveal">Have a person shown where people are not named.</param>
    /// <param name="OverseeReveals">See that persons were shown, and to whom.</param>
    internal sealed record PermissionsAnswer(bool ViewAllInsights, bool Ingest, bool Administer, bool Read, bool Manage, bool Reveal, bool OverseeReveals);

    /// <summary>What reports say of people. Where they are named there is no floor, and where there are no officers there are no reveals.</summary>
    /// <param name="Level">The strictest level that holds anywhere here: <c>named</c>, <c>pseudonymous</c> or <c>aggregated</c>.</param>
    /// <param name="Floor">Of how many people everything that is shown is at least; absent where people are named.</param>
    /// <param name="RevealHours">For how many hours a reveal holds at most; absent where there are none.</param>
    /// <param name="RevealsNeedTwo">Whether a second officer has to approve of a reveal; absent where there are none.</param>
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

    /// <summary>The session of a browser.</summary>
    /// <param name="ExpiresAt">When it ends at the latest.</param>
    internal sealed record SessionAnswer(DateTimeOffset ExpiresAt);
}
