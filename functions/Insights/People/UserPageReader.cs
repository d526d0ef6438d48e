using Insights.Functions.Http;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Utilization;

namespace Insights.Functions.Insights.People;

/// <summary>Reads what the page of one user is made of.</summary>
public sealed class UserPageReader(UsageReader usage, BuildReader builds, CatalogCache catalog, TimeProvider clock)
{
    /// <summary>The page; null when there is nothing of the user in what was asked for.</summary>
    /// <param name="named">The decision to show the user.</param>
    /// <param name="asked">What was asked for: the filter lets the user alone through.</param>
    /// <param name="user">The user.</param>
    /// <param name="mayBeEmpty">Whether there is a page of a user of the catalog who did nothing.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ApiException">404: there is nothing to be seen.</exception>
    internal async Task<UserPageAnswer> ReadAsync(NamedPeople named, PeriodRequest asked, Guid user, bool mayBeEmpty, CancellationToken cancellationToken)
    {
        var (period, range, until) = (asked.Period, asked.Period.Range, asked.Period.Until(clock.GetUtcNow()));
        var slots = ReportInterval.Day.SlotsOf(period, asked.Zone);
        var apps = AppDirectory.Of(await catalog.GetAppsAsync(asked.Templates, cancellationToken));
        var timelines = await builds.TimelinesAsync(named, asked.Templates, until, cancellationToken);
        var scan = new ReportScan();
        var (activities, latencies, used) = (ActivityReport.In(scan, range), LatencyReport.In(scan, range), TemplatesReport.In(scan, range, apps, slots));
        var (overview, days) = (OverviewReport.In(scan, range, []), UserDaysReport.In(scan, range, slots));
        var utilization = UtilizationReport.In(scan, timelines, range, period.Start, until, owner => owner == user, hourlyRate: null);
        await usage.ScanNamedAsync(named, scan, asked.Templates, asked.Filter, cancellationToken);
        var activity = activities.Value.Users is [var active] ? active : null;
        var latency = latencies.Value.Users is [var measured] ? measured : null;
        var (report, workspaces) = (used.Value, utilization.Value.Workspaces);
        var users = await catalog.GetUsersAsync(named, cancellationToken);
        if (activity is null && workspaces.Count == 0 && !(mayBeEmpty && users.ContainsKey(user)))
        {
            throw ApiException.NotFound();
        }

        var (username, avatarUrl) = UserNames.Of(users).Of(user);
        var templates = await catalog.GetTemplatesAsync(cancellationToken);
        return new UserPageAnswer(
            period.Start,
            period.End,
            user,
            username,
            users.GetValueOrDefault(user)?.Name ?? "",
            avatarUrl,
            report.TemplateIds,
            activity?.Seconds ?? 0,
            report.Slots.Count(slot => slot.ActiveUsers > 0),
            new UserPageAnswer.Latency(latency?.P50 ?? -1, latency?.P95 ?? -1),
            [
                .. overview.Value.Templates.Select(template =>
                {
                    var known = templates.GetValueOrDefault(template.TemplateId);
                    return new UserPageAnswer.Template(
                        template.TemplateId, known?.Name ?? template.TemplateId.ToString(), known?.DisplayName ?? "", known?.Icon ?? "", template.Seconds);
                }),
            ],
            [.. new ListedApps(AppListing.Families, sessions: null).Of(report).Where(app => app.Seconds > 0)],
            [.. days.Value.Select(UserPageAnswer.Day.Of)],
            [.. workspaces.Select(UserPageAnswer.Workspace.Of)]);
    }
}
