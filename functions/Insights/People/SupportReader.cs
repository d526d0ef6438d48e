using Insights.Functions.Access;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Support;

namespace Insights.Functions.Insights.People;

/// <summary>Reads what the report on who may need help is made of.</summary>
public sealed class SupportReader(
    UsageReader usage, BuildReader builds, FilteredPeople people, PrivacyDoor privacy, CatalogCache catalog, AccessDirectory directory, TimeProvider clock)
{
    private const int DaysOfYear = 365;

    /// <summary>The report, and the period before.</summary>
    internal async Task<(SupportReport Report, SupportAnswer.PreviousPeriod Previous)> ReadAsync(PeriodRequest asked, CancellationToken cancellationToken)
    {
        var named = await privacy.DemandNamedAsync(asked.Templates, cancellationToken);
        var (start, before) = (asked.Period.Start, BeforeOf(asked.Period));
        var isRecorded = asked.Recorded <= before;
        var scan = new ReportScan();
        var report = SupportReport.In(
            scan,
            asked.Period.Range,
            isRecorded ? ReportRange.Between(before, start) : null,
            ReportInterval.Day.SlotsOf(asked.Period, asked.Zone),
            AppDirectory.Of(await catalog.GetAppsAsync(asked.Templates, cancellationToken)),
            await builds.TimelinesAsync(named, asked.Templates, asked.Period.Until(clock.GetUtcNow()), cancellationToken),
            await PeersAsync(named, asked.Caller, cancellationToken),
            await people.PredicateAsync(named, asked.Filter, cancellationToken) ?? (_ => true));
        await usage.ScanNamedAsync(named, scan, asked.Templates, asked.Filter, cancellationToken);
        return (report.Value, new SupportAnswer.PreviousPeriod(before, start, isRecorded));
    }

    /// <summary>What the report is made from.</summary>
    internal static ReportInputs InputsOf(PeriodRequest asked) => new(asked.Templates, RangeOf(asked))
    {
        Parts = ReportParts.Users | ReportParts.Groups | ReportParts.Organizations | ReportParts.Apps,
        BuildsUntil = asked.Period.End,
    };

    // The period, and one as long before it where that is recorded.
    private static ReportRange RangeOf(PeriodRequest asked) =>
        asked.Recorded <= BeforeOf(asked.Period) ? ReportRange.Between(BeforeOf(asked.Period), asked.Period.End) : asked.Period.Range;

    // Long ago there may be no time for a period before: years begin with the first.
    private static DateTimeOffset BeforeOf(ReportPeriod period)
    {
        var length = period.End - period.Start;
        return period.Start.Year > (length.TotalDays / DaysOfYear) + 1 ? period.Start - length : period.Start;
    }

    // Groups that the caller may know of; for who is in none of them the organizations.
    private async Task<IReadOnlyList<PeerGroup>> PeersAsync(NamedPeople named, Caller caller, CancellationToken cancellationToken)
    {
        var groups = (await catalog.GetGroupsAsync(cancellationToken)).Values
            .Where(group => caller.MayViewOrganization(group.OrganizationId) || caller.Groups.Contains(group.Id))
            .OrderBy(group => group.Id)
            .Select(group => new PeerGroup(group.Id, NameOf(group.Name, group.DisplayName), group.Members))
            .ToArray();
        var grouped = groups.SelectMany(group => group.Members).ToHashSet();
        var alone = (await catalog.GetUsersAsync(named, cancellationToken)).Values.Where(user => !grouped.Contains(user.Id))
            .SelectMany(user => user.OrganizationIds, (user, organization) => (Organization: organization, User: user.Id))
            .ToLookup(member => member.Organization, member => member.User);
        return
        [
            .. groups,
            .. (await directory.GetOrganizationsAsync(cancellationToken)).Values.OrderBy(organization => organization.Id)
                .Where(organization => caller.MayViewOrganization(organization.Id) || caller.Groups.Contains(organization.Id))
                .Select(organization => new PeerGroup(organization.Id, NameOf(organization.Name, organization.DisplayName), [.. alone[organization.Id]])),
        ];
    }

    private static string NameOf(string name, string displayName) => displayName.Length > 0 ? displayName : name;
}
