using System.Text.Json;
using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Insights.Functions.Storage;

namespace Insights.Functions.Ingest;

/// <summary>What a source says of who may see what.</summary>
/// <param name="Roles">The roles of users.</param>
/// <param name="Lists">The lists of templates.</param>
internal sealed record AccessItems(IReadOnlyList<UserRoles> Roles, IReadOnlyList<TemplateAcl> Lists)
{
    /// <summary>What Coder calls being on a list without being able to see insights.</summary>
    private const string Use = "use";

    private const string UsersList = "users";
    private const string TemplatesList = "templates";
    private const string OrganizationsName = "organization_roles";

    private const int MaxRoles = 100;
    private const int MaxRoleLength = 256;
    private const int MaxOrganizations = 1000;

    /// <summary>The fields of a body, as they are read here.</summary>
    public static BodySchema Schema { get; } = new(
        "AccessItems",
        BodyField.Items(
            UsersList, BodyField.Id("id").About("The user.").Required, BodyField.Texts("roles").About("The roles that hold everywhere, by Coder's names; those that mean nothing here are left out.").AtMost(MaxRoles), BodyField.Map(OrganizationsName, BodyField.Texts("").AtMost(MaxRoles)).About("The roles that hold in an organization, by its id.").AtMost(MaxOrganizations)).About("Users with their roles; the roles of others stay as they are."),
        BodyField.Items(
            TemplatesList,
            BodyField.Id("id").About("The template.").Required,
            BodyField.Map("user_perms", BodyField.Text("")).About("What users may, by their ids.").AtMost(TemplateAcl.MaxEntries),
            BodyField.Map("group_perms", BodyField.Text("")).About("What groups may, by their ids.").AtMost(TemplateAcl.MaxEntries)).About("Templates with their lists; the lists of others stay as they are."));

    /// <summary>The items of a body; each list may be left out.</summary>
    public static AccessItems Read(JsonElement body, Validation validation)
    {
        ItemList.ThrowIfTooMany(body, UsersList, TemplatesList);
        return new(
            [.. ItemList.Of(body, Schema, UsersList, validation).Select(ReadUser)],
            [.. ItemList.Of(body, Schema, TemplatesList, validation).Select(ReadTemplate)]);
    }

    private static UserRoles ReadUser(JsonItem item)
    {
        var organizations = new Dictionary<Guid, IReadOnlyList<string>>();
        foreach (var (name, _) in item.Map(OrganizationsName, MaxOrganizations))
        {
            if (Guid.TryParseExact(name, "D", out var organization))
            {
                organizations[organization] = item.Object(OrganizationsName).Texts(name, MaxRoles, MaxRoleLength);
            }
            else
            {
                item.Fail(OrganizationsName, $"must have the UUIDs of organizations as names, but has \"{JsonItem.Shown(name)}\"");
            }
        }

        return new UserRoles(item.Id("id"), item.Texts("roles", MaxRoles, MaxRoleLength), organizations);
    }

    private static TemplateAcl ReadTemplate(JsonItem item) =>
        new(item.Id("id"), ReadPermissions(item, "user_perms"), ReadPermissions(item, "group_perms"));

    private static Dictionary<Guid, string> ReadPermissions(JsonItem item, string name)
    {
        var permissions = new Dictionary<Guid, string>();
        foreach (var (id, value) in item.Map(name, TemplateAcl.MaxEntries))
        {
            var permission = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            if (!Guid.TryParseExact(id, "D", out var who))
            {
                item.Fail(name, $"must have UUIDs as names, but has \"{JsonItem.Shown(id)}\"");
            }
            else if (permission is AclPermission.ViewInsights or AclPermission.Admin)
            {
                permissions[who] = permission;
            }
            else if (permission is not (Use or AclPermission.None))
            {
                item.Fail($"{name}.{id}", $"must be one of {AclPermission.Admin}, {AclPermission.ViewInsights}, {Use}, but is {JsonItem.Shown(value)}");
            }
        }

        return permissions;
    }
}
