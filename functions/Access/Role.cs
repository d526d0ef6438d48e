namespace Insights.Functions.Access;

/// <summary>The names of roles. Those that hold in an organization carry its name in Coder too.</summary>
public static class Role
{
    /// <summary>May do everything.</summary>
    public const string Owner = "owner";

    /// <summary>May view the insights of every template, and say who else may.</summary>
    public const string TemplateAdmin = "template-admin";

    /// <summary>May view the insights of every template.</summary>
    public const string Auditor = "auditor";

    /// <summary>May send stats, builds and the catalog: for collectors.</summary>
    public const string Ingest = "ingest";

    /// <summary>May view the insights of every template of an organization, and say who else may.</summary>
    public const string OrganizationAdmin = "organization-admin";

    /// <summary>The same as <see cref="OrganizationAdmin"/>, as far as insights go.</summary>
    public const string OrganizationTemplateAdmin = "organization-template-admin";

    /// <summary>May view the insights of every template of an organization.</summary>
    public const string OrganizationAuditor = "organization-auditor";

    /// <summary>
    /// May have single people shown to them where people are not named. It is in no list of roles that anybody is given: the settings name
    /// who has it (<c>Insights__Privacy__Officers</c>).
    /// </summary>
    public const string PrivacyOfficer = "privacy-officer";

    /// <summary>The roles that hold everywhere.</summary>
    public static IReadOnlyList<string> Site { get; } = [Owner, TemplateAdmin, Auditor, Ingest];

    /// <summary>The roles that hold in an organization.</summary>
    public static IReadOnlyList<string> Organization { get; } = [OrganizationAdmin, OrganizationTemplateAdmin, OrganizationAuditor];
}
