using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Insights.Reveals;

/// <summary>
/// Takes requests for reveals, has them approved, and ends them. The audit has each of these acts by the id of the reveal: owners read it,
/// and are not to learn there who is behind a pseudonym.
/// </summary>
public sealed class RevealDesk(
    PrivacyDoor privacy, PrivacyLevels levels, RevealTable reveals, AuditLog audit, IOptions<PrivacyOptions> options, TimeProvider clock)
{
    /// <summary>How many reveals of one officer may wait or hold at a time.</summary>
    internal const int MaxOpen = 20;

    private const string CannotBegin = "The reveal cannot be made.";

    /// <summary>Takes a request. It begins at once, unless it takes a second officer.</summary>
    /// <exception cref="ApiException">400: people are named, or it is nobody of the catalog; 409: the officer has too many already.</exception>
    internal async Task<Reveal> RequestAsync(HttpRequest request, RevealRequest wanted, CancellationToken cancellationToken)
    {
        if (levels.IsNamedEverywhere)
        {
            throw ApiException.BadRequest(CannotBegin, detail: "Here people are named: there is nothing to reveal.");
        }

        var (officer, now) = (OfficerOf(request), clock.GetUtcNow());
        var person = await privacy.FindPersonAsync(wanted.Person, wanted.Username, cancellationToken) ?? throw Nobody(wanted);
        var open = (await reveals.GetSinceAsync(now - Reveal.MaxWait - TimeSpan.FromHours(PrivacyOptions.MaxRevealHours), cancellationToken))
            .Count(other => other.Officer.Subject == officer.Subject && other.StatusAt(now) is RevealStatus.Waiting or RevealStatus.Active);
        if (open >= MaxOpen)
        {
            throw Conflict(CannotBegin, $"You have {open} that wait or hold. End some of them first.");
        }

        var reveal = new Reveal(Guid.CreateVersion7(now), person, wanted.Username is null ? wanted.Person : new AskedPerson { UserId = person }, wanted.Reason, wanted.Hours, officer, now)
        {
            BeganAt = options.Value.RevealsNeedTwo ? null : now,
        };
        await audit.AddAsync(request, "reveal.request", reveal.Id.ToString(), cancellationToken);
        await reveals.AddAsync(reveal, cancellationToken);
        return reveal;
    }

    /// <summary>Approves a reveal that waits, which begins then.</summary>
    /// <exception cref="ApiException">404: there is none; 403: it is the caller's own; 409: it does not wait.</exception>
    internal Task<Reveal> ApproveAsync(HttpRequest request, Guid id, CancellationToken cancellationToken)
    {
        var officer = OfficerOf(request);
        return ChangeAsync(
            request,
            "reveal.approve",
            id,
            (reveal, now) => IsSame(reveal.Officer, officer) ? throw ApiException.Forbidden("It takes another officer than the one who asked.")
                : reveal.StatusAt(now) == RevealStatus.Waiting ? reveal with { BeganAt = now, ApprovedBy = officer }
                : throw Conflict("The reveal cannot be approved.", $"It is {RevealAnswer.NameOf(reveal.StatusAt(now))}."),
            cancellationToken);
    }

    /// <summary>Ends a reveal that waits or holds.</summary>
    /// <exception cref="ApiException">404: there is none; 409: it has ended.</exception>
    internal Task<Reveal> EndAsync(HttpRequest request, Guid id, CancellationToken cancellationToken)
    {
        var officer = OfficerOf(request);
        return ChangeAsync(
            request,
            "reveal.end",
            id,
            (reveal, now) => reveal.StatusAt(now) is RevealStatus.Waiting or RevealStatus.Active
                ? reveal with { EndedAt = now, EndedBy = officer }
                : throw Conflict("The reveal cannot be ended.", $"It is {RevealAnswer.NameOf(reveal.StatusAt(now))}."),
            cancellationToken);
    }

    // One person may be known by two names, and be two to nobody.
    private static bool IsSame(RevealOfficer one, RevealOfficer other) =>
        one.Subject == other.Subject || (one.UserId is not null && one.UserId == other.UserId);

    private static RevealOfficer OfficerOf(HttpRequest request) => Caller.Of(request) is { MayReveal: true, Credential: { } subject } caller
        ? new(subject, caller.User?.Id)
        : throw new InvalidOperationException("The caller is no officer.");

    private static ApiException Nobody(RevealRequest asked) => ApiException.BadRequest(
        CannotBegin,
        [
            asked.Person.Pseudonym is not null ? new(RevealRequest.PseudonymName, "is nobody's in a report on that template over that period")
                : new(asked.Person.UserId is not null ? RevealRequest.UserName : RevealRequest.UsernameName, "must be a user of the catalog"),
        ]);

    private static ApiException Conflict(string message, string detail) => new(StatusCodes.Status409Conflict, new ApiError(message, detail));

    private async Task<Reveal> ChangeAsync(
        HttpRequest request, string action, Guid id, Func<Reveal, DateTimeOffset, Reveal> change, CancellationToken cancellationToken)
    {
        var isWritten = false;
        while (true)
        {
            var read = await reveals.FindAsync(id, cancellationToken) ?? throw ApiException.NotFound();
            var changed = change(read, clock.GetUtcNow());
            if (!isWritten)
            {
                await audit.AddAsync(request, action, id.ToString(), cancellationToken);
                isWritten = true;
            }

            if (await reveals.TryReplaceAsync(changed, cancellationToken))
            {
                return changed;
            }
        }
    }
}
