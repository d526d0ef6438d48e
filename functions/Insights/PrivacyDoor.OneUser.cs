using Insights.Functions.Access;
using Insights.Functions.Catalog;
using Insights.Functions.Http;
using Insights.Functions.Privacy;
using Insights.Functions.Reports;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Insights;

/// <content>What is shown of one user: to himself, and to officers to whom he is revealed.</content>
public sealed partial class PrivacyDoor
{
    /// <summary>
    /// The decision to show what one user did. Below <c>named</c> it is shown to oneself alone (<see cref="IsOneself"/>), and to an officer
    /// to whom the user is revealed, once it is written down that he looks.
    /// </summary>
    /// <param name="request">The request of who asks.</param>
    /// <param name="user">The user.</param>
    /// <param name="templates">The templates of the report.</param>
    /// <param name="reveal">The reveal that the caller has of the user; null for none.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ApiException">403: people are not named to others.</exception>
    internal async ValueTask<NamedPeople> DemandUserAsync(
        HttpRequest request, Guid user, IReadOnlyCollection<Guid> templates, Reveal? reveal, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        if (IsOneself(caller, user))
        {
            return Decide(await people.FirstDayAsync(cancellationToken));
        }

        if (reveal is null)
        {
            return await FindNamedAsync(templates, cancellationToken)
                ?? throw (caller.IsSignedInAs(user) ? ApiException.Forbidden($"Your sign-in was set lately: what you did is shown {options.Value.KnownDays} days after that.") : Withheld());
        }

        return reveal.UserId == user && await revealed.LookAsync(request, reveal, cancellationToken) ? Decide(await people.FirstDayAsync(cancellationToken)) : throw Withheld();
    }

    /// <summary>
    /// Whether a caller is a user who is shown all that is known of him: signed in by the issuer, as an API token may be one that an owner
    /// made; and, below <c>named</c>, by a sign-in that has been the user's for as long as it takes to count, as an owner may set it to his own.
    /// </summary>
    internal bool IsOneself(Caller caller, Guid user) =>
        caller.IsSignedInAs(user) && (levels.IsNamedEverywhere || !(caller.User?.SubjectSince > clock.GetUtcNow().AddDays(-options.Value.KnownDays)));

    /// <summary>Whom an officer asks for; null where it is nobody. It is an id to be stored with the reveal, and not to be answered.</summary>
    internal async Task<Guid?> FindPersonAsync(AskedPerson asked, string? username, CancellationToken cancellationToken)
    {
        var people = (await catalog.GetUsersAsync(Own, cancellationToken)).Values.Where(user => !user.IsSystem);
        if (asked is { Pseudonym: { } pseudonym, TemplateId: { } template, StartTime: { } start, EndTime: { } end })
        {
            var (range, key) = (ReportRange.Between(start, end), new PrivacyKey(options.Value.Key));
            var organization = (await catalog.GetTemplatesAsync(cancellationToken)).GetValueOrDefault(template)?.FirstOrganization ?? Guid.Empty;
            return people.FirstOrDefault(user => key.PseudonymOf(organization, range.First.Number, range.End.Number, user.Id) == pseudonym)?.Id;
        }

        return people.FirstOrDefault(user => username is null ? user.Id == asked.UserId : user.Username == username && user.DeletedAt is null)?.Id;
    }

    /// <summary>What officers are called, who are shown to all who know of a reveal: their unique names, or else the subjects that the settings name.</summary>
    internal async Task<Func<RevealOfficer, string>> OfficerNamesAsync(CancellationToken cancellationToken)
    {
        var users = await catalog.GetUsersAsync(Own, cancellationToken);
        return officer => officer.UserId is { } id && users.TryGetValue(id, out var user) ? user.Username : officer.Subject;
    }

    /// <summary>Who is revealed: for the officer who asked, while it holds; null for all others.</summary>
    internal async ValueTask<User?> FindRevealedAsync(Caller caller, Reveal reveal, CancellationToken cancellationToken) =>
        caller is { MayReveal: true, Credential: { } subject } && reveal.HoldsFor(subject, clock.GetUtcNow())
            ? (await catalog.GetUsersAsync(Own, cancellationToken)).GetValueOrDefault(reveal.UserId)
            : null;
}
