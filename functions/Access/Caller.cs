using Insights.Functions.Catalog;
using Insights.Functions.Http;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Access;

/// <summary>Who sends a request, and what that one may do. Pure: it is decided from what is here.</summary>
public sealed record Caller
{
    /// <summary>What is said to who may not do what concerns everybody.</summary>
    internal const string OwnersOnly = $"It takes the role {Role.Owner}.";

    /// <summary>How the caller signed in.</summary>
    public required CallerKind Kind { get; init; }

    /// <summary>The id of the token, or the subject that the issuer named; null for the bootstrap token.</summary>
    public string? Credential { get; init; }

    /// <summary>When the token ends; null for what is no API token.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the credential ends, whatever it is; null for the bootstrap token, which does not.</summary>
    public DateTimeOffset? CredentialEndsAt { get; init; }

    /// <summary>The session that stood for the credential; null when the credential itself was sent.</summary>
    public BrowserSession? Session { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The user of the catalog; null for services and for who is in no catalog.</summary>
    public User? User { get; init; }

    /// <summary>What the credential may be used for.</summary>
    public required TokenScopes Scopes { get; init; }

    /// <summary>The roles that hold everywhere.</summary>
    public IReadOnlySet<string> Roles { get; init; } = new HashSet<string>();

    /// <summary>Those of them that the issuer gave.</summary>
    public IReadOnlySet<string> IssuedRoles { get; init; } = new HashSet<string>();

    /// <summary>The roles that hold in an organization.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<string>> OrganizationRoles { get; init; } = new Dictionary<Guid, IReadOnlyList<string>>();

    /// <summary>The groups of which it is a member; the ids of its organizations are among them.</summary>
    public IReadOnlySet<Guid> Groups { get; init; } = new HashSet<Guid>();

    /// <summary>Whether it signed in as one of the officers whom the settings name. No role, scope or token makes one.</summary>
    public bool IsPrivacyOfficer { get; init; }

    /// <summary>Whether it may have single people shown to it where people are not named.</summary>
    public bool MayReveal => Kind == CallerKind.SignIn && IsPrivacyOfficer;

    /// <summary>Whether it may know that single people are shown to somebody.</summary>
    public bool MayOverseeReveals => MayReveal || MayAdminister;

    /// <summary>Whether it may send stats, builds and the catalog.</summary>
    public bool MayIngest => Has(TokenScopes.Ingest) && (Is(Role.Owner) || Is(Role.Ingest));

    /// <summary>Whether it may say who has which roles and is on which list, as a source does.</summary>
    public bool MaySetAccess => Has(TokenScopes.Catalog) && Is(Role.Owner);

    /// <summary>Whether it may do what concerns everybody: roles, erasures, the audit, the tokens of others.</summary>
    public bool MayAdminister => Has(TokenScopes.Admin) && Is(Role.Owner);

    /// <summary>Whether it may manage what is its own, and what its roles let it.</summary>
    public bool MayManage => Has(TokenScopes.Admin);

    /// <summary>Whether its credential is for viewing at all.</summary>
    public bool MayRead => Has(TokenScopes.Read);

    /// <summary>Whether it may view the insights of every template there is.</summary>
    public bool MayViewAll => Has(TokenScopes.Read) && (Is(Role.Owner) || Is(Role.TemplateAdmin) || Is(Role.Auditor));

    /// <summary>The caller of a request.</summary>
    /// <exception cref="InvalidOperationException">The function is open: nobody signed in.</exception>
    public static Caller Of(HttpRequest request) =>
        request.HttpContext.Features.Get<Caller>() ?? throw new InvalidOperationException("Nobody signed in to this request.");

    /// <summary>Whether it may see how the service itself is doing, such as how far a source is behind.</summary>
    public bool MayWatch => MayAdminister || MayViewAll;

    /// <summary>Whether it may view the insights of every template of an organization.</summary>
    public bool MayViewOrganization(Guid? organization) =>
        MayViewAll
        || (Has(TokenScopes.Read)
            && HasIn(organization, Role.OrganizationAdmin, Role.OrganizationTemplateAdmin, Role.OrganizationAuditor));

    /// <summary>Whether it may view the insights of a template.</summary>
    public bool MayView(Template template, TemplateAcl list) =>
        MayViewOrganization(template.OrganizationId)
        || (Has(TokenScopes.Read) && GrantsOf(list).Any(grant => grant is AclPermission.ViewInsights or AclPermission.Admin));

    /// <summary>Whether it may say who may view the insights of a template.</summary>
    public bool MayEditAcl(Template template, TemplateAcl list) =>
        MayManage
        && (Is(Role.Owner) || Is(Role.TemplateAdmin)
            || HasIn(template.OrganizationId, Role.OrganizationAdmin, Role.OrganizationTemplateAdmin)
            || GrantsOf(list).Contains(AclPermission.Admin));

    /// <summary>Whether it is a user who signed in by the issuer: an API token may be one that an owner made for the user.</summary>
    public bool IsSignedInAs(Guid user) => Kind == CallerKind.SignIn && User?.Id == user;

    /// <exception cref="ApiException">403: it may not administer.</exception>
    public void DemandAdminister()
    {
        if (!MayAdminister)
        {
            throw ApiException.Forbidden(OwnersOnly);
        }
    }

    private bool Is(string role) => Roles.Contains(role);

    private bool Has(TokenScopes scope) => Scopes.HasFlag(scope);

    private bool HasIn(Guid? organization, params ReadOnlySpan<string> roles)
    {
        if (organization is { } id && OrganizationRoles.TryGetValue(id, out var held))
        {
            foreach (var role in roles)
            {
                if (held.Contains(role))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private IEnumerable<string> GrantsOf(TemplateAcl list)
    {
        if (User is { } user && list.Users.TryGetValue(user.Id, out var own))
        {
            yield return own;
        }

        foreach (var (group, permission) in list.Groups)
        {
            if (Groups.Contains(group))
            {
                yield return permission;
            }
        }
    }
}
