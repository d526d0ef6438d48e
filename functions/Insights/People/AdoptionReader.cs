using Insights.Functions.Access;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Adoption;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights.People;

/// <summary>Reads what the report on adoption is made of, and puts it together.</summary>
public sealed class AdoptionReader(UsageReader usage, EligibilityReader eligibility, PrivacyDoor privacy, AccessDirectory directory)
{
    /// <summary>Who began, stayed and left, as far back as usage is kept.</summary>
    internal async Task<AdoptionReport> ReportAsync(PeriodRequest asked, CancellationToken cancellationToken)
    {
        var named = await privacy.DemandNamedAsync(asked.Templates, cancellationToken);
        var scan = new ReportScan();
        var report = AdoptionReport.In(scan, FirstOf(asked), new AdoptionCalendar(asked.Period.Start, asked.Period.End, asked.Zone), asked.Recorded);
        await usage.ScanNamedAsync(named, scan, asked.Templates, asked.Filter, cancellationToken);
        return report.Value;
    }

    /// <summary>What the report, and what stands beside it, are made from.</summary>
    internal static ReportInputs InputsOf(PeriodRequest asked) => new(asked.Templates, new ReportRange(FirstOf(asked), asked.Period.Range.End))
    {
        Parts = ReportParts.Users | ReportParts.Templates | ReportParts.Groups | ReportParts.Organizations,
    };

    /// <summary>The report beside those who may use the templates.</summary>
    internal async Task<AdoptionAnswer> ReadAsync(PeriodRequest asked, CancellationToken cancellationToken)
    {
        var named = await privacy.DemandNamedAsync(asked.Templates, cancellationToken);
        var report = await ReportAsync(asked, cancellationToken);
        var (templates, users, groups, who) = await eligibility.ReadAsync(named, asked, cancellationToken);
        var organizations = await directory.GetOrganizationsAsync(cancellationToken);
        var active = report.Users.Values.SelectMany(template => template).ToHashSet();
        var figures = report.Templates.ToDictionary(template => template.TemplateId, template => template.Figures);
        var all = Share.Of(who.All, active);
        return new AdoptionAnswer(
            asked.Period.Start,
            asked.Period.End,
            [.. report.Users.Where(template => template.Value.Count > 0).Select(template => template.Key).Order()],
            all?.Eligible,
            all?.Adopted,
            all?.Value,
            report.Total.Active,
            Rounded.Of(report.Total.Daily),
            report.Total.Weekly,
            report.Total.Monthly,
            Rounded.Of(report.Total.Stickiness),
            [.. report.Days.Select(day => new AdoptionAnswer.Day(day.Slot.Start, day.Slot.End, day.Daily, day.Weekly, day.Monthly))],
            [
                .. report.Weeks.Select(week => new AdoptionAnswer.Week(
                    week.Slot.Start, week.Slot.End, RecordedDays(week.Slot, asked.Recorded), week.Active, week.New, week.Returning, week.Resumed, week.Lapsed)),
            ],
            [.. report.Cohorts.Select(cohort => new AdoptionAnswer.Cohort(cohort.Slot.Start, cohort.Active[0], cohort.Active))],
            [
                .. templates.Where(template => figures.ContainsKey(template) || who.Templates.ContainsKey(template))
                    .Select(template => TemplateOf(template, figures.GetValueOrDefault(template), Share.Of(who.Templates.GetValueOrDefault(template), report.Users.GetValueOrDefault(template)))),
            ],
            [
                .. groups.Values.OrderBy(group => group.Id)
                    .Where(group => asked.Caller.MayViewOrganization(group.OrganizationId) || asked.Caller.Groups.Contains(group.Id))
                    .Select(group => (Group: group, Share: Share.Of(who.All?.Intersect(group.Members).ToHashSet(), active)))
                    .Where(group => group.Share is { Eligible: > 0 })
                    .Select(group => new AdoptionAnswer.Group(
                        group.Group.Id, group.Group.Name, group.Group.DisplayName, group.Group.OrganizationId, group.Share!.Eligible, group.Share.Adopted, group.Share.Value)),
            ],
            [
                .. organizations.Values.OrderBy(organization => organization.Id)
                    .Where(organization => asked.Caller.MayViewOrganization(organization.Id) || asked.Caller.Groups.Contains(organization.Id))
                    .Select(organization => (Organization: organization, Share: Share.Of(who.All?.Where(user => users[user].OrganizationIds.Contains(organization.Id)).ToHashSet(), active)))
                    .Where(organization => organization.Share is { Eligible: > 0 })
                    .Select(organization => new AdoptionAnswer.Organization(
                        organization.Organization.Id,
                        organization.Organization.Name,
                        organization.Organization.DisplayName,
                        organization.Share!.Eligible,
                        organization.Share.Adopted,
                        organization.Share.Value)),
            ]);
    }

    // Who is new is seen by all the usage that is kept.
    private static HalfHour FirstOf(PeriodRequest asked) => asked.Recorded < asked.Period.Start ? HalfHour.Of(asked.Recorded.Value) : asked.Period.Range.First;

    private static AdoptionAnswer.Template TemplateOf(Guid template, AdoptionFigures? figures, Share? share) => new(
        template,
        share?.Eligible,
        share?.Adopted,
        share?.Value,
        figures?.Active ?? 0,
        Rounded.Of(figures?.Daily ?? 0),
        figures?.Weekly ?? 0,
        figures?.Monthly ?? 0,
        Rounded.Of(figures?.Stickiness));

    /// <summary>The whole days of usage that are kept before a week: of few of them nobody can tell who is new.</summary>
    internal static int RecordedDays(Slot week, DateTimeOffset? since) => since is { } recorded && recorded < week.Start ? (int)(week.Start - recorded).TotalDays : 0;

    private sealed record Share(int Eligible, int Adopted)
    {
        public double? Value => Rounded.Share(Adopted, Eligible);

        public static Share? Of(IReadOnlySet<Guid>? eligible, IReadOnlySet<Guid>? active) =>
            eligible is null ? null : new Share(eligible.Count, eligible.Count(user => active?.Contains(user) == true));
    }
}
