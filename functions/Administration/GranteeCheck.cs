using Insights.Functions.Access;
using Insights.Functions.Http;

namespace Insights.Functions.Administration;

/// <summary>Whether those whom a list is to grant something exist: a mistyped id would grant nothing, and nobody would notice.</summary>
public sealed class GranteeCheck(AccessDirectory directory)
{
    /// <summary>Records whom the catalog does not know. Taking off a list needs no such knowledge.</summary>
    internal async Task CheckAsync(AclBody change, Validation validation, CancellationToken cancellationToken)
    {
        var users = await directory.GetUsersAsync(cancellationToken);
        foreach (var id in Granted(change.UserPerms).Where(id => users.Find(id) is null))
        {
            // It may have been stored since the users were read.
            if (await directory.FindUserNowAsync(id, cancellationToken) is null)
            {
                validation.Add($"{AclBody.UsersName}.{id}", "must be a user of the catalog");
            }
        }

        if (!Granted(change.GroupPerms).Any())
        {
            return;
        }

        var groups = await directory.GetGroupsNowAsync(cancellationToken);
        var organizations = await directory.GetOrganizationsNowAsync(cancellationToken);
        foreach (var id in Granted(change.GroupPerms).Where(id => !groups.ContainsKey(id) && !organizations.ContainsKey(id)))
        {
            validation.Add($"{AclBody.GroupsName}.{id}", "must be a group, or an organization, of the catalog");
        }
    }

    private static IEnumerable<Guid> Granted(IReadOnlyDictionary<Guid, string> permissions) =>
        permissions.Where(entry => entry.Value != AclPermission.None).Select(entry => entry.Key);
}
