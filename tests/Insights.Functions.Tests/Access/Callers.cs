namespace Insights.Functions.Tests.Access;

/// <summary>The callers of <see cref="AccessWorld"/>, by what they may do.</summary>
internal static class Callers
{
    /// <summary>Those without a valid credential.</summary>
    public static readonly string[] Strangers =
    [
        "none", "garbage", "unknown token", "wrong secret", "expired", "revoked", "suspended", "deleted", "JWT of suspended", "JWT, wrong audience",
        "JWT, wrong issuer", "JWT, expired", "JWT, not yet", "JWT, never expires", "JWT, wrong key", "JWT, alg none", "JWT, HS256 with the public key",
        "JWT, changed", "JWT, nobody's", "session, signed out", "session, wrong secret", "session of a revoked token",
    ];

    /// <summary>Owners with every scope.</summary>
    public static readonly string[] Owners = ["owner", "bootstrap", "JWT of owner", "JWT with role Owner", "session of owner", "session of bootstrap"];

    public static readonly string[] Administrators = [.. Owners, "owner, scope admin"];

    public static readonly string[] Senders = [.. Owners, "collector", "owner, scope ingest", "service, ingest only", "JWT with role Ingest", "session of owner, scope ingest"];

    /// <summary>Those who may say who has which roles and is on which list, as a source does.</summary>
    public static readonly string[] AccessSetters = ["bootstrap", "session of bootstrap", "JWT of owner", "JWT with role Owner", "service, catalog only"];

    /// <summary>Those who may view every template.</summary>
    public static readonly string[] SiteViewers =
        [.. Owners, "owner, scope read", "template-admin", "auditor", "JWT with role Auditor", "JWT with role TemplateAdmin", "session of JWT with role Auditor"];

    /// <summary>Those who may view every template of the organization.</summary>
    public static readonly string[] OrganizationViewers = [.. SiteViewers, "org-admin", "org-template-admin", "org-auditor"];

    /// <summary>Those who may view the template.</summary>
    public static readonly string[] TemplateViewers = [.. OrganizationViewers, "acl-viewer", "acl-admin", "group-viewer"];

    /// <summary>Those who may edit the template's list.</summary>
    public static readonly string[] Editors = [.. Administrators, "template-admin", "JWT with role TemplateAdmin", "org-admin", "org-template-admin", "acl-admin"];

    /// <summary>Those who may have single people shown to them. They are in no catalog, and have no role.</summary>
    public static readonly string[] Officers = ["JWT of officer", "session of JWT of officer"];

    /// <summary>Those whose credential is for other things than viewing.</summary>
    public static readonly string[] WithoutScopeRead =
        ["owner, scope admin", "owner, scope ingest", "service, ingest only", "service, catalog only", "session of owner, scope ingest"];

    /// <summary>Those whose credential is for less than managing.</summary>
    public static readonly string[] WithoutScopeAdmin = ["owner, scope read", "owner, scope ingest", "service, ingest only", "service, catalog only", "session of owner, scope ingest"];
}
