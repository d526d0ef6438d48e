using Insights.Functions.Access;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Insights.Reveals;

/// <summary>Who is revealed to whom now, as it is stored now, and that it was looked at.</summary>
public sealed class RevealedPeople(RevealTable reveals, AuditLog audit, TimeProvider clock)
{
    /// <summary>The act of looking, as the audit calls it.</summary>
    internal const string LookAction = "reveal.look";

    /// <summary>
    /// The reveal by which a user is shown to a caller now; null where there is none. It costs nothing for who is no officer.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">The user, or the reveal itself: paths are in the logs of hosts and proxies, which are not to tell who was revealed.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async ValueTask<Reveal?> FindAsync(Caller caller, Guid id, CancellationToken cancellationToken)
    {
        if (caller is not { MayReveal: true, Credential: { } subject })
        {
            return null;
        }

        var now = clock.GetUtcNow();
        return await reveals.FindAsync(id, cancellationToken) is { } itself && itself.HoldsFor(subject, now)
            ? itself
            : (await reveals.GetOfUserAsync(id, cancellationToken)).FirstOrDefault(reveal => reveal.HoldsFor(subject, now));
    }

    /// <summary>Writes down that the caller of a request looks now, in the audit and for the person to see. What it did not write down is not shown.</summary>
    /// <returns>False when the reveal does not hold for the caller any more.</returns>
    internal async Task<bool> LookAsync(HttpRequest request, Reveal reveal, CancellationToken cancellationToken)
    {
        await audit.AddAsync(request, LookAction, reveal.Id.ToString(), cancellationToken);
        for (var read = reveal; read is not null; read = await reveals.FindAsync(reveal.Id, cancellationToken))
        {
            var now = clock.GetUtcNow();
            if (!read.HoldsFor(Caller.Of(request).Credential ?? "", now))
            {
                return false;
            }

            if (await reveals.TryReplaceAsync(read with { Looks = read.Looks + 1, LastLookedAt = now }, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }
}
