using Insights.Functions.Access;
using Insights.Functions.Catalog;
using Insights.Functions.Http;
using Insights.Functions.Insights.Reveals;
using Insights.Functions.Privacy;
using Insights.Functions.Reports;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Insights;

/// <summary>
/// Decides what a report may say of people: the strictest level of the organizations of its templates holds for all of it. What a report
/// is made of comes through here, so that the report itself has nothing to keep in mind.
/// </summary>
public sealed class PrivacyDoor(CatalogCache catalog, RevealedPeople revealed, PrivacyLevels levels, IOptions<PrivacyOptions> options, TimeProvider clock)
{
    /// <summary>The header of answers below <c>named</c>: the level, and the floor.</summary>
    public const string HeaderName = "Insights-Privacy";

    // Everything else demands one of these from here.
    private readonly NamedPeople _named = new Decision();

    /// <summary>The decision to name people in a report of some templates; null where they are not to be named. No template: of all there are.</summary>
    internal ValueTask<NamedPeople?> FindNamedAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        levels.IsNamedEverywhere ? new(_named) : FindNamedOfAsync(templates, cancellationToken);

    /// <summary>The decision to name people, without which there is nothing to show.</summary>
    /// <exception cref="ApiException">403: people are not named.</exception>
    internal async ValueTask<NamedPeople> DemandNamedAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        await FindNamedAsync(templates, cancellationToken) ?? throw Withheld();

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
            return _named;
        }

        if (reveal is null)
        {
            return await FindNamedAsync(templates, cancellationToken)
                ?? throw (caller.IsSignedInAs(user) ? ApiException.Forbidden($"Your sign-in was set lately: what you did is shown {options.Value.KnownDays} days after that.") : Withheld());
        }

        return reveal.UserId == user && await revealed.LookAsync(request, reveal, cancellationToken) ? _named : throw Withheld();
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
        var people = (await catalog.GetUsersAsync(_named, cancellationToken)).Values.Where(user => !user.IsSystem);
        if (asked is { Pseudonym: { } pseudonym, TemplateId: { } template, StartTime: { } start, EndTime: { } end })
        {
            var (range, key) = (ReportRange.Between(start, end), new PrivacyKey(options.Value.Key));
            var organization = (await catalog.GetTemplatesAsync(cancellationToken)).GetValueOrDefault(template)?.OrganizationId ?? Guid.Empty;
            return people.FirstOrDefault(user => key.PseudonymOf(organization, range.First.Number, range.End.Number, user.Id) == pseudonym)?.Id;
        }

        return people.FirstOrDefault(user => username is null ? user.Id == asked.UserId : user.Username == username && user.DeletedAt is null)?.Id;
    }

    /// <summary>What officers are called, who are shown to all who know of a reveal: their unique names, or else the subjects that the settings name.</summary>
    internal async Task<Func<RevealOfficer, string>> OfficerNamesAsync(CancellationToken cancellationToken)
    {
        var users = await catalog.GetUsersAsync(_named, cancellationToken);
        return officer => officer.UserId is { } id && users.TryGetValue(id, out var user) ? user.Username : officer.Subject;
    }

    /// <summary>Who is revealed: for the officer who asked, while it holds; null for all others.</summary>
    internal async ValueTask<User?> FindRevealedAsync(Caller caller, Reveal reveal, CancellationToken cancellationToken) =>
        caller is { MayReveal: true, Credential: { } subject } && reveal.HoldsFor(subject, clock.GetUtcNow())
            ? (await catalog.GetUsersAsync(_named, cancellationToken)).GetValueOrDefault(reveal.UserId)
            : null;

    /// <summary>What the users of a report of some templates are called.</summary>
    internal async Task<UserNames> NamesAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        await LevelAsync(templates, cancellationToken) switch
        {
            PrivacyLevel.Named => UserNames.Of(await catalog.GetUsersAsync(_named, cancellationToken)),
            PrivacyLevel.Pseudonymous => UserNames.Pseudonyms,
            _ => UserNames.Withheld,
        };

    /// <summary>How many users had each status; below <c>named</c> rounded down to multiples of the floor.</summary>
    internal async Task<IDictionary<string, IReadOnlyList<StatusCount>>> StatusCountsAsync(
        IReadOnlyList<DateTimeOffset> dates, DateTimeOffset end, CancellationToken cancellationToken)
    {
        // System users are no people, here in Coder too.
        var people = (await catalog.GetUsersAsync(_named, cancellationToken)).Values.Where(user => !user.IsSystem);
        var counts = StatusCountsReport.Of(people, dates, dates[0], end);
        if (levels.IsNamedEverywhere)
        {
            return counts;
        }

        var floor = options.Value.GroupFloor;
        return counts.ToDictionary(
            status => status.Key,
            IReadOnlyList<StatusCount> (status) => [.. status.Value.Select(count => count with { Count = count.Count / floor * floor })]);
    }

    /// <summary>The floor of what is said of some templates; null where people are named.</summary>
    internal async ValueTask<int?> FloorAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        await FindNamedAsync(templates, cancellationToken) is null ? options.Value.GroupFloor : null;

    /// <summary>What changes when levels or the floor do, so that what was written under others is written anew; empty where people are named everywhere.</summary>
    internal string Terms => levels.IsNamedEverywhere ? "" : Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{options.Value.Level} {options.Value.Organizations} {options.Value.GroupFloor} {options.Value.KnownDays}")))[..16];

    /// <summary>What the head of an answer on some templates says of the level; null where people are named.</summary>
    internal async ValueTask<string?> HeaderAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        await LevelAsync(templates, cancellationToken) is var level and not PrivacyLevel.Named
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{PrivacyLevels.NameOf(level)}; floor={options.Value.GroupFloor}")
            : null;

    /// <summary>Makes the usage of some templates safe for a report that does not name people.</summary>
    internal async Task<PrivateUsage> UsageAsync(IReadOnlyCollection<Guid> templates, ReportRange range, CancellationToken cancellationToken)
    {
        var users = await catalog.GetUsersAsync(_named, cancellationToken);
        var known = await catalog.GetTemplatesAsync(cancellationToken);
        return new PrivateUsage(
            await LevelAsync(templates, cancellationToken),
            options.Value,
            range.First,
            range.End,
            (user, day) => users.TryGetValue(user, out var person) && Counts(person, day),
            template => known.GetValueOrDefault(template)?.OrganizationId ?? Guid.Empty);
    }

    /// <summary>The part of a range that is shown below <c>named</c>: that of days that no longer change.</summary>
    internal ReportRange Shown(ReportRange range)
    {
        var end = HalfHour.FirstOf(PrivateUsage.LastDay(clock.GetUtcNow()).AddDays(1));
        return range.End > end ? range with { End = end } : range;
    }

    /// <summary>The answer where people are not to be named.</summary>
    internal static ApiException Withheld() => ApiException.Forbidden("Here it is not shown what single people do.");

    private async ValueTask<NamedPeople?> FindNamedOfAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        await LevelAsync(templates, cancellationToken) == PrivacyLevel.Named ? _named : null;

    private async ValueTask<PrivacyLevel> LevelAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken)
    {
        if (levels.IsNamedEverywhere || templates.Count == 0)
        {
            return levels.Strictest;
        }

        var known = await catalog.GetTemplatesAsync(cancellationToken);
        return templates.Max(template => levels.Of(known.GetValueOrDefault(template)?.OrganizationId));
    }

    // Who was made up to lift others over the floor was made up lately, and is nobody's name in the catalog before.
    private bool Counts(User person, DateOnly day) =>
        !person.IsSystem && (options.Value.KnownDays == 0 || !(person.KnownSince > new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddDays(-options.Value.KnownDays)));

    private sealed class Decision : NamedPeople;
}
