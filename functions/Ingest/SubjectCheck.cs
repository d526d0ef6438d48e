using Insights.Functions.Access;
using Insights.Functions.Catalog;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Ingest;

/// <summary>
/// Keeps a collector from signing in as somebody: it may say once whose sign-in is whose, of users without roles. A sign-in that is set,
/// or that another user has, is changed by an owner alone.
/// </summary>
public sealed class SubjectCheck(AccessDirectory directory)
{
    /// <summary>Looks at the users of a catalog before they are stored; gives those whose sign-in an owner changes.</summary>
    /// <exception cref="ApiException">403, naming each user whose sign-in the caller may not change.</exception>
    internal async Task<IReadOnlyList<Guid>> DemandAsync(Caller caller, IReadOnlyList<UserUpdate> updates, CancellationToken cancellationToken)
    {
        if (updates.All(update => update.OidcSubject is null))
        {
            return [];
        }

        var users = await directory.GetUsersAsync(cancellationToken);
        string KnownOf(UserUpdate update) => users.Find(update.Id)?.OidcSubject ?? "";
        var changes = updates.Index().Where(item => item.Item.OidcSubject is { } subject && subject != KnownOf(item.Item)).ToArray();
        if (caller.MayAdminister || changes.Length == 0)
        {
            return [.. changes.Select(item => item.Item).Where(update => KnownOf(update).Length > 0).Select(update => update.Id)];
        }

        var roles = await directory.GetRolesNowAsync(cancellationToken);
        var refused = changes.Where(item =>
                KnownOf(item.Item).Length > 0 || roles.ContainsKey(item.Item.Id) || users.OfSubject(item.Item.OidcSubject!).Any(other => other.Id != item.Item.Id))
            .Take(Validation.MaxErrors)
            .Select(item => new FieldError(
                $"{CatalogItems.UsersList}[{item.Index}].oidc_subject",
                "would change a sign-in that is set, or that another user has, or that of a user with roles: only an owner may do that"))
            .ToArray();
        return refused.Length == 0 ? [] : throw new ApiException(StatusCodes.Status403Forbidden, new ApiError("Forbidden.", Validations: refused));
    }
}
