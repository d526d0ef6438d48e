using System.Text.Json;
using System.Text.Json.Serialization;
using Insights.Functions.Access;
using Insights.Functions.Catalog;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Insights.Functions.Storage;

namespace Insights.Functions.Administration;

/// <summary>The roles of a user, as Coder writes them.</summary>
/// <param name="Roles">Those that hold everywhere.</param>
/// <param name="OrganizationRoles">Those that hold in an organization.</param>
/// <param name="Origin">Who says so, where that is not somebody here.</param>
/// <param name="Warnings">What is odd about who has them; null when nothing is.</param>
internal sealed record RolesBody(
    IReadOnlyList<string> Roles,
    IReadOnlyDictionary<Guid, IReadOnlyList<string>> OrganizationRoles,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Origin = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings = null)
{
    private const string RolesName = "roles";
    private const string OrganizationsName = "organization_roles";
    private const int MaxOrganizations = 1000;

    /// <summary>The fields of a body, as they are read here.</summary>
    public static BodySchema Schema { get; } = new(
        "RolesChange",
        BodyField.Choices(RolesName, Role.Site).About("The roles that are to hold everywhere.").Required,
        BodyField.Map(OrganizationsName, BodyField.Choices("", Role.Organization)).About("The roles that are to hold in an organization, by its id."),
        OriginField.Schema);

    /// <summary>The roles of a user. Where he has any, it is said who says that he is the one who signs in.</summary>
    public static RolesBody Of(UserRoles roles, User user) => new(
        roles.Site,
        roles.Organizations,
        roles.Origin,
        roles.Site.Count + roles.Organizations.Count > 0 ? SignInWarning.Of([user]) : null);

    /// <summary>Reads the roles that a user is to have.</summary>
    public static UserRoles Read(Guid user, JsonDocument body, IReadOnlyDictionary<Guid, Organization> known, Validation validation)
    {
        var item = JsonItem.OfBody(body, Schema, validation);
        item.OnlyFields();
        if (!body.RootElement.TryGetProperty(RolesName, out _))
        {
            item.Fail(RolesName, $"must be given: a list of {string.Join(", ", Role.Site)}");
        }

        return new UserRoles(user, item.Choices(RolesName, Role.Site), ReadOrganizations(item, known)) { Origin = OriginField.Read(item) };
    }

    private static Dictionary<Guid, IReadOnlyList<string>> ReadOrganizations(JsonItem item, IReadOnlyDictionary<Guid, Organization> known)
    {
        var organizations = new Dictionary<Guid, IReadOnlyList<string>>();
        foreach (var (name, _) in item.Map(OrganizationsName, MaxOrganizations))
        {
            if (!Guid.TryParseExact(name, "D", out var organization))
            {
                item.Fail(OrganizationsName, $"must have the UUIDs of organizations as names, but has \"{JsonItem.Shown(name)}\"");
            }
            else if (!known.ContainsKey(organization))
            {
                item.Fail($"{OrganizationsName}.{name}", "must be an organization of the catalog");
            }
            else if (item.Object(OrganizationsName).Choices(name, Role.Organization) is { Count: > 0 } roles)
            {
                organizations[organization] = roles;
            }
        }

        return organizations;
    }
}
