using Insights.Coder.Database;
using Insights.Coder.Items;

namespace Insights.Coder.Reading;

/// <summary>Reads who may do what in Coder: roles of users, and the lists of templates.</summary>
internal sealed class AccessReader(CoderDatabase database)
{
    /// <summary>The roles of every user who is not deleted; of one who is, none.</summary>
    public async Task<List<UserAccess>> ReadUsersAsync(CancellationToken cancellationToken)
    {
        var schema = await database.GetSchemaAsync(cancellationToken);
        if (schema.Problems(Relations.Users, Relations.Members, Relations.Organizations).Count > 0)
        {
            return [];
        }

        // What everybody in an organization is, since Coder 2.35.
        var everybody = schema.Has(Relations.Organizations, "default_org_member_roles") ? "o.default_org_member_roles || m.roles" : "m.roles";
        var members = (await database.QueryAsync(
            $"select m.user_id, m.organization_id, {everybody} from organization_members m join organizations o on o.id = m.organization_id order by m.user_id, m.organization_id",
            row => (User: row.GetGuid(0), Organization: row.GetGuid(1), Roles: row.GetFieldValue<string[]>(2)),
            cancellationToken)).ToLookup(member => member.User);
        return await database.QueryAsync(
            "select id, rbac_roles, deleted from users order by id",
            row => row.GetBoolean(2)
                ? new UserAccess(row.GetGuid(0), [], new Dictionary<Guid, IReadOnlyList<string>>())
                : new UserAccess(
                    row.GetGuid(0),
                    Ordered(row.GetFieldValue<string[]>(1)),
                    members[row.GetGuid(0)].Where(member => member.Roles.Length > 0).ToDictionary(member => member.Organization, member => Ordered(member.Roles))),
            cancellationToken);
    }

    /// <summary>The lists of templates: who may do everything. Who may use a template may not see its insights.</summary>
    public async Task<List<TemplateAccess>> ReadTemplatesAsync(CancellationToken cancellationToken)
    {
        var schema = await database.GetSchemaAsync(cancellationToken);
        return schema.Problems(Relations.Templates).Count > 0
            ? []
            : await database.QueryAsync(
                "select id, user_acl::text, group_acl::text from templates order by id",
                row => new TemplateAccess(row.GetGuid(0), AdminsOf(row.TextOrEmpty(1)), AdminsOf(row.TextOrEmpty(2))),
                cancellationToken);
    }

    private static IReadOnlyList<string> Ordered(string[] roles) => [.. roles.Distinct().Order(StringComparer.Ordinal)];

    private static Dictionary<Guid, string> AdminsOf(string json) => AccessList.Of(json, AccessList.Everything).ToDictionary(id => id, _ => "admin");
}
