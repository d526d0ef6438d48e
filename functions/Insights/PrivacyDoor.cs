using Insights.Functions.Catalog;
using Insights.Functions.Http;
using Insights.Functions.Insights.Reveals;
using Insights.Functions.Privacy;
using Insights.Functions.Reports;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Insights;

/// <summary>
/// Decides what a report may say of people: the strictest level of the organizations of its templates holds for all of it. What a report
/// is made of comes through here, so that the report itself has nothing to keep in mind.
/// </summary>
public sealed partial class PrivacyDoor(
    CatalogCache catalog, RevealedPeople revealed, PeopleSince people, PrivacyLevels levels, IOptions<PrivacyOptions> options, TimeProvider clock)
{
    /// <summary>The header of answers below <c>named</c>: the level, and the floor.</summary>
    public const string HeaderName = "Insights-Privacy";

    // With it the door itself looks at the catalog, and nothing else. Everything else demands a decision from here.
    private static readonly NamedPeople Own = new Decision(since: null);

    // It is another one each day at most.
    private volatile NamedPeople _decision = Own;

    /// <summary>The decision to name people in a report of some templates; null where they are not to be named. No template: of all there are.</summary>
    internal ValueTask<NamedPeople?> FindNamedAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken)
    {
        var since = people.FirstDayAsync(cancellationToken);
        return levels.IsNamedEverywhere && since.IsCompletedSuccessfully ? new(Decide(since.Result)) : FindNamedAsync(since, templates, cancellationToken);
    }

    /// <summary>The same for what stands beside how many there were over a range, and takes the people of all of it; null also where they are not known of all.</summary>
    internal async ValueTask<NamedPeople?> FindNamedAsync(IReadOnlyCollection<Guid> templates, ReportRange range, CancellationToken cancellationToken) =>
        await FindNamedAsync(templates, cancellationToken) is { } named && named.Knows(range) ? named : null;

    /// <summary>The decision to name people, without which there is nothing to show.</summary>
    /// <exception cref="ApiException">403: people are not named.</exception>
    internal async ValueTask<NamedPeople> DemandNamedAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        await FindNamedAsync(templates, cancellationToken) ?? throw Withheld();

    /// <summary>What a report on persons was asked for, without the days of which people are not known.</summary>
    /// <exception cref="ApiException">403: people are not named, or not known of any of the days.</exception>
    internal async ValueTask<PeriodRequest> DemandPeopleAsync(PeriodRequest asked, CancellationToken cancellationToken)
    {
        var named = await DemandNamedAsync(asked.Templates, cancellationToken);
        return asked.Of(named) is var known && (known.Period.Start < known.Period.End || asked.Period.Range.IsEmpty)
            ? known
            : throw ApiException.Forbidden(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"What single people did is kept since {named.Since:yyyy-MM-dd}."));
    }

    /// <summary>The half-hours of a range whose users are listed: where people are listed at all, those of which they are known.</summary>
    internal async ValueTask<ReportRange> ListedAsync(IReadOnlyCollection<Guid> templates, ReportRange range, CancellationToken cancellationToken) =>
        await CountedBeforeAsync(templates, cancellationToken) is { } day && AreCounted(range, day) ? range with { First = HalfHour.FirstOf(day) } : range;

    /// <summary>What the users of a report of some templates are called, after it was made.</summary>
    /// <param name="templates">The templates.</param>
    /// <param name="listed">The half-hours whose users it lists: where these are counts in the place of people, nobody is.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    internal async Task<UserNames> NamesAsync(IReadOnlyCollection<Guid> templates, ReportRange listed, CancellationToken cancellationToken) =>
        await LevelAsync(templates, cancellationToken) switch
        {
            _ when AreCounted(listed, await CountedBeforeAsync(templates, cancellationToken)) => UserNames.Withheld,
            PrivacyLevel.Named => UserNames.Of(await catalog.GetUsersAsync(Own, cancellationToken)),
            PrivacyLevel.Pseudonymous => UserNames.Pseudonyms,
            _ => UserNames.Withheld,
        };

    /// <summary>The floor of what is said of some templates over a range; null where people are named.</summary>
    internal async ValueTask<int?> FloorAsync(IReadOnlyCollection<Guid> templates, ReportRange range, CancellationToken cancellationToken) =>
        await FindNamedAsync(templates, range, cancellationToken) is null ? options.Value.GroupFloor : null;

    /// <summary>What changes when that does which may be said of the people of some templates, so that what was written before is written anew.</summary>
    internal async ValueTask<DayTerms> TermsAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var terms = levels.IsNamedEverywhere ? "" : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(
            $"{await LevelAsync(templates, cancellationToken)} {settings.Level} {settings.Organizations} {settings.GroupFloor} {settings.KnownDays}")))[..16];
        return new(terms, settings.GroupFloor, await people.FirstDayAsync(cancellationToken));
    }

    /// <summary>What the head of an answer on some templates says of the level; null where people are named.</summary>
    internal async ValueTask<string?> HeaderAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        await LevelAsync(templates, cancellationToken) is var level and not PrivacyLevel.Named ? HeaderOf(level) : null;

    /// <summary>What it says of an answer that is made of counts, whatever the level.</summary>
    internal string HeaderOfCounts => HeaderOf(PrivacyLevel.Aggregated);

    /// <summary>
    /// The UTC day before which there are counts in the place of people, so that a report of how many there were is made of counts wholly where
    /// its range begins before; null where there are people of all days, and where all there is are counts.
    /// </summary>
    internal async ValueTask<DateOnly?> CountedBeforeAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken) =>
        await people.FirstDayAsync(cancellationToken) is { } day && await LevelAsync(templates, cancellationToken) != PrivacyLevel.Aggregated ? day : null;

    /// <summary>Whether a range begins before such a day.</summary>
    internal static bool AreCounted(ReportRange range, DateOnly? countedBefore) =>
        countedBefore is { } day && !range.IsEmpty && range.First < HalfHour.FirstOf(day);

    /// <summary>Makes the usage of some templates safe for a report that does not name people.</summary>
    /// <param name="templates">The templates.</param>
    /// <param name="range">What the report is about: the pseudonyms of its users are those of this period.</param>
    /// <param name="areCounted">Whether it is to be made of counts, whatever the level.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    internal async Task<PrivateUsage> UsageAsync(IReadOnlyCollection<Guid> templates, ReportRange range, bool areCounted, CancellationToken cancellationToken)
    {
        var users = await catalog.GetUsersAsync(Own, cancellationToken);
        var known = await catalog.GetTemplatesAsync(cancellationToken);
        return new PrivateUsage(
            areCounted ? PrivacyLevel.Aggregated : await LevelAsync(templates, cancellationToken),
            options.Value,
            range.First,
            range.End,
            new CountedPeople(users, options.Value).Has,
            template => known.GetValueOrDefault(template)?.FirstOrganization ?? Guid.Empty);
    }

    /// <summary>The part of a range that is shown below <c>named</c>: that of days that no longer change.</summary>
    internal ReportRange Shown(ReportRange range)
    {
        var end = HalfHour.FirstOf(PrivateUsage.LastDay(clock.GetUtcNow()).AddDays(1));
        return range.End > end ? range with { End = end } : range;
    }

    /// <summary>The answer where people are not to be named.</summary>
    internal static ApiException Withheld() => ApiException.Forbidden("Here it is not shown what single people do.");

    private async ValueTask<NamedPeople?> FindNamedAsync(ValueTask<DateOnly?> since, IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken)
    {
        var day = await since;
        return await LevelAsync(templates, cancellationToken) == PrivacyLevel.Named ? Decide(day) : null;
    }

    private NamedPeople Decide(DateOnly? since) => _decision is var decision && decision.Since == since ? decision : _decision = new Decision(since);

    private string HeaderOf(PrivacyLevel level) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{PrivacyLevels.NameOf(level)}; floor={options.Value.GroupFloor}");

    private async ValueTask<PrivacyLevel> LevelAsync(IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken)
    {
        if (levels.IsNamedEverywhere || templates.Count == 0)
        {
            return levels.Strictest;
        }

        var known = await catalog.GetTemplatesAsync(cancellationToken);
        return templates.Max(template => known.TryGetValue(template, out var described) ? LevelOf(described) : levels.Strictest);
    }

    // The strictest of the organizations that it ever was said to belong to; these may be more than are remembered.
    private PrivacyLevel LevelOf(Template template) =>
        template.FormerOrganizations is not { } former ? levels.Of(template.OrganizationId)
        : former.Count >= Template.MaxFormer ? levels.Strictest
        : former.Cast<Guid?>().Append(template.OrganizationId).Max(levels.Of);

    private sealed class Decision(DateOnly? since) : NamedPeople(since);
}
