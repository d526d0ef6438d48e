using Insights.Functions.Access;
using Insights.Functions.Storage;

namespace Insights.Functions.Insights.Reveals;

/// <summary>Reads to whom somebody was shown, for that somebody.</summary>
public sealed class OwnReveals(RevealTable reveals, PrivacyDoor privacy, TimeProvider clock)
{
    /// <summary>The reveals of a user, newest first; null for a caller who is not that user, or not for sure.</summary>
    internal async Task<IReadOnlyList<OwnReveal>?> FindAsync(Caller caller, Guid user, CancellationToken cancellationToken)
    {
        if (!privacy.IsOneself(caller, user))
        {
            return null;
        }

        var (own, nameOf) = (await reveals.GetOfUserAsync(user, cancellationToken), await privacy.OfficerNamesAsync(cancellationToken));
        return [.. own.Select(reveal => OwnReveal.Of(reveal, nameOf, clock.GetUtcNow()))];
    }
}
