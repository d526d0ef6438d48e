using Insights.Functions.Access;
using Insights.Functions.Catalog;
using Insights.Functions.Http;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Ingest;

/// <summary>
/// Keeps a collector from signing in as somebody, and everybody from giving two users one sign-in, which would keep both out. A
/// collector may say once whose sign-in is whose, of users who have nothing yet: no role, no token, no place on a list. All else is for
/// an owner.
/// </summary>
public sealed class SubjectCheck(AccessDirectory directory, TokenTable tokens, TimeProvider clock)
{
    private const string NotForCollectors =
        "would change a sign-in that is set, or that another user has, or that of a user who has a role, a token or a place on a list: only an owner may do that";

    private const string Twins = "would give two users who are not deleted one sign-in: take it from the other one first";

    /// <summary>Looks at the users of a catalog before they are stored; gives those whose sign-in it sets or changes.</summary>
    /// <exception cref="ApiException">
    /// 403, naming each user whose sign-in the caller may not change; 400, naming each whose sign-in another one would have as well.
    /// </exception>
    internal Task<IReadOnlyList<Guid>> DemandAsync(Caller caller, IReadOnlyList<UserUpdate> updates, CancellationToken cancellationToken) =>
        DemandAsync(caller.MayAdminister, caller.MaySetAccess, updates, cancellationToken);

    /// <summary>The same for one of whom it is known what he may.</summary>
    internal async Task<IReadOnlyList<Guid>> DemandAsync(
        bool mayAdminister, bool maySetAccess, IReadOnlyList<UserUpdate> updates, CancellationToken cancellationToken)
    {
        if (!SubjectChanges.Of(updates, await directory.GetUsersAsync(cancellationToken)).Any)
        {
            return [];
        }

        // Whoever changes who may sign in is judged by what is stored now.
        var users = await directory.GetUsersNowAsync(cancellationToken);
        var changes = SubjectChanges.Of(updates, users);
        if (!mayAdminister)
        {
            var holders = await HoldersAsync(cancellationToken);
            var refused = Errors(
                changes.Set.Where(change => change.Before.Length > 0 || (!maySetAccess && holders.Contains(change.User)) || users.HasAnother(change.After, change.User))
                    .Select(change => SubjectField(change.Index)),
                NotForCollectors);
            if (refused.Length > 0)
            {
                throw new ApiException(StatusCodes.Status403Forbidden, new ApiError("Forbidden.", Validations: refused));
            }
        }

        var twins = Errors(changes.Twins().Select(change => change.Undeletes ? DeletedField(change.Index) : SubjectField(change.Index)), Twins);
        return twins.Length == 0 ? changes.SetUsers : throw ApiException.BadRequest(IngestBounds.Refusal, twins);
    }

    private static FieldError[] Errors(IEnumerable<string> fields, string detail) =>
        [.. fields.Take(Validation.MaxErrors).Select(field => new FieldError(field, detail))];

    private static string SubjectField(int index) => $"{CatalogItems.UsersList}[{index}].oidc_subject";

    private static string DeletedField(int index) => $"{CatalogItems.UsersList}[{index}].deleted";

    private async Task<HashSet<Guid>> HoldersAsync(CancellationToken cancellationToken)
    {
        var roles = directory.GetRolesNowAsync(cancellationToken);
        var lists = directory.GetListsNowAsync(cancellationToken);
        var known = tokens.GetAsync(cancellationToken);
        await Task.WhenAll(roles, lists, known);
        var now = clock.GetUtcNow();
        return
        [
            .. (await roles).Values.Where(user => !user.IsEmpty).Select(user => user.UserId),
            .. (await lists).Values.SelectMany(list => list.Users.Keys),
            .. (await known).Where(token => token.ExpiresAt > now).Select(token => token.Owner).OfType<Guid>(),
        ];
    }
}
