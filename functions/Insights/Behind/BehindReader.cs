using Insights.Functions.Http;
using Insights.Functions.Insights.People;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Adoption;
using Insights.Functions.Reports.Behind;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights.Behind;

/// <summary>Reads who is behind a figure.</summary>
public sealed class BehindReader(UsageReader usage, BuildReader builds, PrivacyDoor privacy, CatalogCache catalog, EligibilityReader eligibility)
{
    /// <summary>Those whom the figure counts, ascending by id.</summary>
    /// <exception cref="ApiException">403: people are not named here; 400: the period is longer than a week.</exception>
    internal async Task<IReadOnlyList<PersonBehind>> ReadAsync(PeriodRequest asked, BehindQuery behind, CancellationToken cancellationToken)
    {
        var named = await privacy.DemandNamedAsync(asked.Templates, cancellationToken);
        if (behind.Kind == BehindQuery.ParameterValue)
        {
            var inRange = await builds.InRangeAsync(named, asked.Templates, asked.Period, asked.Filter, cancellationToken);
            var versions = await catalog.GetTemplateVersionsAsync([.. inRange.Select(build => build.TemplateVersionId).Distinct()], cancellationToken);
            return ParameterOwners.Of(inRange, versions, behind.Parameter, behind.Value, behind.Definition);
        }

        var scan = new ReportScan();
        var report = behind.ComeAndGo is { } wanted ? In(scan, asked, behind, wanted) : In(scan, asked, behind);
        await usage.ScanNamedAsync(named, scan, asked.Templates, asked.Filter, cancellationToken);
        return behind.Kind switch
        {
            BehindQuery.Adopted => EligiblePeople.Adopted(await EligibleAsync(), report.Value),
            BehindQuery.NotAdopted => EligiblePeople.NotAdopted(await EligibleAsync(), report.Value),
            _ => report.Value,
        };

        async Task<Eligibility> EligibleAsync() => (await eligibility.ReadAsync(named, asked, cancellationToken)).Eligibility;
    }

    private static PendingReport<IReadOnlyList<PersonBehind>> In(ReportScan scan, PeriodRequest asked, BehindQuery behind)
    {
        var range = asked.Period.Range;
        var hours = behind.Weekday is null && behind.Hour is null ? null : new LocalHours(range, asked.Calendar, behind.Weekday, behind.Hour);
        return CellReport.In(scan, range, hours, behind.Latency);
    }

    private static PendingReport<IReadOnlyList<PersonBehind>> In(ReportScan scan, PeriodRequest asked, BehindQuery behind, ComeAndGo wanted)
    {
        var calendar = new AdoptionCalendar(asked.Period.Start, asked.Period.End, asked.Zone);
        if (wanted != ComeAndGo.Cohort && calendar.Weeks.Count > 2)
        {
            throw RequestQuery.Invalid(ReportPeriod.EndName, $"Query param \"{ReportPeriod.EndName}\" may be 7 days after \"{ReportPeriod.StartName}\" at most with \"{BehindQuery.KindName}\" {behind.Kind}");
        }

        if (behind.Cohort > asked.Period.End)
        {
            throw RequestQuery.Invalid(BehindQuery.CohortName, $"Query param \"{BehindQuery.CohortName}\" must not be after \"{ReportPeriod.EndName}\", but is {Rfc3339.Format(behind.Cohort.Value)}");
        }

        // Without a time a cohort is that of the period itself.
        var other = wanted == ComeAndGo.Cohort ? WeekFrom(behind.Cohort ?? asked.Period.Start, asked.Zone) : calendar.Weeks[0];
        var first = asked.Recorded < asked.Period.Start ? HalfHour.Of(asked.Recorded.Value) : asked.Period.Range.First;
        return ComeAndGoReport.In(scan, first, asked.Period.Range, ReportRange.Between(other.Start, other.End), wanted);
    }

    private static Slot WeekFrom(DateTimeOffset start, TimeZoneInfo? zone) =>
        Slots.Of(start, start.AddDays(AdoptionCalendar.Week + 1), AdoptionCalendar.Week, zone)[0];
}
