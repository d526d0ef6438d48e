using Insights.Functions.Privacy;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Trends;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Aggregation;

/// <summary>
/// Stores the figures of months before their usage is purged: of all templates, of each organization, of each template, and of the members
/// of each group. A month is looked at when nothing can come to it any more, and then never again, so that its figures are final. What is of
/// fewer users than the floor is left out.
/// <para>
/// Exact figures give people away: those of all templates without those of each, or of two groups that differ by one. So where people are not kept
/// as long as usage they are of the counts that take their place, and there are none of groups; and none of a month of which there are such
/// counts when people are kept as long as usage again.
/// </para>
/// </summary>
public sealed partial class MonthKeeper(
    MonthTable months, UsageStore usage, UsageIndex index, UsageStarts starts, CatalogTable catalog, AppTable apps, PersonRetention people, TimeProvider clock, IOptions<UsageOptions> options,
    IOptions<PrivacyOptions> privacy, ILogger<MonthKeeper> logger)
{
    private const int Week = 7;

    /// <summary>Stores what is due, and deletes what is kept for long enough.</summary>
    internal async Task KeepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var done = await months.GetDoneBeforeAsync(cancellationToken);
        if (options.Value.KeepMonths == 0)
        {
            // Days are deleted one by one from now on: should months be kept again, the first ones are not whole.
            if (done is not null)
            {
                await months.SetDoneBeforeAsync(null, cancellationToken);
            }

            return;
        }

        var month = done ?? options.Value.FirstWholeMonth(now);
        for (; month < people.FirstOpenMonth; month = month.AddMonths(1))
        {
            await KeepAsync(month, cancellationToken);
            await months.SetDoneBeforeAsync(month.AddMonths(1), cancellationToken);
        }

        if (done is null)
        {
            await months.SetDoneBeforeAsync(month, cancellationToken);
        }

        await months.TrimAsync(DateOnly.FromDateTime(now.UtcDateTime).AddMonths(-options.Value.KeepMonths), cancellationToken);
    }

    private async Task KeepAsync(DateOnly month, CancellationToken cancellationToken)
    {
        var known = await starts.GetAsync(cancellationToken);
        var templates = (await index.GetTemplatesAsync(cancellationToken)).Where(known.ContainsKey).ToArray();
        var (first, last) = (month, month.AddMonths(1).AddDays(Week));
        var recorded = known.Count == 0 ? DateTimeOffset.MaxValue : known.Values.Min().Start;
        var period = TrendPeriod.Of(StartOf(first), StartOf(last), 1, TimeZoneInfo.Utc, recorded)[0];
        var directory = AppDirectory.Of(await apps.GetAsync(templates, cancellationToken));
        var system = await catalog.GetSystemUsersAsync(cancellationToken);
        var counts = people.IsLimited ? await CountsAsync(period.Range, cancellationToken) : null;
        var scopes = new List<(MonthScope, KeptMonth)>();
        try
        {
            var days = await ReadAsync(templates);
            Add(MonthScope.All, days);
            await AddOthersAsync(days);
        }
        catch (ScanTooLargeException)
        {
            // Then what is of all templates is not known, and what is of one of them still is.
            LogTooLarge(month);
            foreach (var template in templates)
            {
                Add(MonthScope.Template(template), await ReadAsync([template]));
            }
        }

        await months.PutAsync(month, scopes, cancellationToken);
        LogKept(month, scopes.Count);

        async Task<IReadOnlyList<TemplateDay>> ReadAsync(Guid[] some) =>
            [.. (await usage.ReadStoredAsync(some, first, last, cancellationToken)).Select(day => counts is null ? day with { LeftOut = system } : counts.Of(day, apps: null))];

        void Add(MonthScope scope, IReadOnlyCollection<TemplateDay> days)
        {
            if ((counts is not null || days.All(day => day.Floor is null))
                && KeptFigures.Of(TrendFigures.Of(days, period, directory), people.KeepFloor, counts is null ? null : privacy.Value.GroupFloor) is { } figures)
            {
                scopes.Add((scope, figures));
            }
        }

        async Task AddOthersAsync(IReadOnlyList<TemplateDay> days)
        {
            foreach (var template in days.GroupBy(day => day.Template))
            {
                Add(MonthScope.Template(template.Key), [.. template]);
            }

            var described = await catalog.GetTemplatesAsync(cancellationToken);
            foreach (var organization in days.GroupBy(day => described.GetValueOrDefault(day.Template)?.OrganizationId).Where(organization => organization.Key is not null))
            {
                Add(MonthScope.Organization(organization.Key!.Value), [.. organization]);
            }

            if (counts is not null)
            {
                return;
            }

            foreach (var (group, members) in await MembersAsync(cancellationToken))
            {
                var narrowing = new UsageNarrowing([.. members.Order()], Apps: null);
                Add(MonthScope.Group(group), [.. days.Select(day => day with { Narrowing = narrowing })]);
            }
        }
    }

    // What takes the place of people, whether it has taken it already or not: the same.
    private async Task<PrivateUsage> CountsAsync(ReportRange range, CancellationToken cancellationToken) => new(
        PrivacyLevel.Aggregated,
        privacy.Value,
        range.First,
        range.End,
        new CountedPeople(await catalog.GetUsersAsync(cancellationToken), privacy.Value).Has,
        _ => Guid.Empty);

    // The groups of the catalog, and all members of an organization under its id.
    private async Task<IEnumerable<(Guid Group, IEnumerable<Guid> Members)>> MembersAsync(CancellationToken cancellationToken)
    {
        var groups = await catalog.GetGroupsAsync(cancellationToken);
        var users = await catalog.GetUsersAsync(cancellationToken);
        return
        [
            .. groups.Values.Select(group => (group.Id, (IEnumerable<Guid>)group.Members)),
            .. users.Values.SelectMany(user => user.OrganizationIds, (user, organization) => (User: user.Id, Organization: organization))
                .GroupBy(membership => membership.Organization, membership => membership.User)
                .Where(organization => !groups.ContainsKey(organization.Key))
                .Select(organization => (organization.Key, organization.Distinct())),
        ];
    }

    private static DateTimeOffset StartOf(DateOnly day) => HalfHour.FirstOf(day).Start;

    [LoggerMessage(140, LogLevel.Information, "The month of {Month} is kept in the figures of {Scopes} scopes; its usage may be purged.")]
    private partial void LogKept(DateOnly month, int scopes);

    [LoggerMessage(141, LogLevel.Warning, "The usage of {Month} takes more memory than one report may: only the figures of single templates are kept.")]
    private partial void LogTooLarge(DateOnly month);
}
