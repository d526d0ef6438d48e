using Insights.Functions.Access;
using Insights.Functions.Catalog;
using Insights.Functions.Http;

namespace Insights.Functions.Administration;

/// <summary>Whether those whom a list is to grant something exist: a mistyped id would grant nothing, and nobody would notice.</summary>
public sealed class GranteeCheck(AccessDirectory directory)
{
    /// <summary>
    /// Records whom the catalog does not know, and gives the users whom it does. Taking off a list needs no such knowledge.
    /// </summary>
    internal async Task<IReadOnlyList<User>> CheckAsync(AclBody change, Validation validation, CancellationToken cancellationToken)
    {
        var users = await directory.GetUsersAsync(cancellationToken);
        var granted = new List<User>();
        foreach (var id in Granted(change.UserPerms))
        {
            // It may have been stored since the users were read.
            if ((users.Find(id) ?? await directory.FindUserNowAsync(id, cancellationToken)) is { } user)
            {
                granted.Add(user);
            }
            else
            {
                validation.Add($"{AclBody.UsersName}.{id}", "must be a user of the catalog");
            }
        }

        if (!Granted(change.GroupPerms).Any())
        {
            return granted;
        }

        var groups = await directory.GetGroupsNowAsync(cancellationToken);
        var organizations = await directory.GetOrganizationsNowAsync(cancellationToken);
        foreach (var id in Granted(change.GroupPerms).Where(id => !groups.ContainsKey(id) && !organizations.ContainsKey(id)))
        {
            validation.Add($"{AclBody.GroupsName}.{id}", "must be a group, or an organization, of the catalog");
        }

        return granted;
    }

    private static IEnumerable<Guid> Granted(IReadOnlyDictionary<Guid, string> permissions) =>
        permissions.Where(entry => entry.Value != AclPermission.None).Select(entry => entry.Key);
}
