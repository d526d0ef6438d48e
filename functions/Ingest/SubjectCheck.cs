using Insights.Functions.Access;
using Insights.Functions.Catalog;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Ingest;

/// <summary>
/// Keeps a collector from making itself, or anybody, an owner: the sign-in of a user who has roles is changed by an owner alone, and so
/// is who else has that sign-in.
/// </summary>
public sealed class SubjectCheck(AccessDirectory directory)
{
    /// <summary>Looks at the users of a catalog before they are stored.</summary>
    /// <exception cref="ApiException">403, naming each user whose sign-in the caller may not change.</exception>
    internal async Task DemandAsync(Caller caller, IReadOnlyList<UserUpdate> updates, CancellationToken cancellationToken)
    {
        if (caller.MayAdminister || updates.All(update => update.OidcSubject is null))
        {
            return;
        }

        var users = await directory.GetUsersAsync(cancellationToken);
        var roles = await directory.GetRolesAsync(cancellationToken);
        bool IsTaken(UserUpdate update) =>
            update.OidcSubject is { } subject
            && subject != users.Find(update.Id)?.OidcSubject
            && (roles.ContainsKey(update.Id) || users.OfSubject(subject).Any(other => roles.ContainsKey(other.Id)));
        var errors = updates.Index().Where(item => IsTaken(item.Item)).Take(Validation.MaxErrors)
            .Select(item => new FieldError(
                $"{CatalogItems.UsersList}[{item.Index}].oidc_subject", "is the sign-in of a user who has roles: only an owner may change it"))
            .ToArray();
        if (errors.Length > 0)
        {
            throw new ApiException(StatusCodes.Status403Forbidden, new ApiError("Forbidden.", Validations: errors));
        }
    }
}
