using Insights.Functions.Catalog;

namespace Insights.Functions.Administration;

/// <summary>
/// Says of whom nobody but a collector says who he is: whoever may send the catalog might have set the sign-in of a user to his own,
/// and would get what is given to that user.
/// </summary>
internal static class SignInWarning
{
    /// <summary>The most users that are named.</summary>
    private const int MaxNamed = 100;

    /// <summary>A warning for each of those users; null when there is none.</summary>
    public static IReadOnlyList<string>? Of(IReadOnlyList<User> users)
    {
        var warnings = users.Where(user => user is { OidcSubject.Length: > 0, SubjectConfirmed: false })
            .Take(MaxNamed)
            .Select(user => $"The sign-in of {user.Id} was set by a collector. Check whose it is; an owner who sends the same oidc_subject confirms it.")
            .ToArray();
        return warnings.Length == 0 ? null : warnings;
    }
}
