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
        var usageTask = usage.ReadNamedAsync(named, asked.Templates, range, asked.Filter, cancellationToken);
        var workspacesTask = builds.TimelinesAsync(named, asked.Templates, until, cancellationToken);
        await Task.WhenAll(usageTask, workspacesTask);
        var used = await usageTask;
        var slots = ReportInterval.Day.SlotsOf(period, asked.Zone);
        var activity = ActivityReport.Of(used, range).Users is [var active] ? active : null;
        var latency = LatencyReport.Of(used, range).Users is [var measured] ? measured : null;
        var report = TemplatesReport.Of(used, range, AppDirectory.Of(await catalog.GetAppsAsync(asked.Templates, cancellationToken)), slots);
        var workspaces = UtilizationReport.Of(await workspacesTask, used, range, period.Start, until, owner => owner == user, hourlyRate: null).Workspaces;
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
                .. OverviewReport.Of(used, range, []).Templates.Select(template =>
                {
                    var known = templates.GetValueOrDefault(template.TemplateId);
                    return new UserPageAnswer.Template(
                        template.TemplateId, known?.Name ?? template.TemplateId.ToString(), known?.DisplayName ?? "", known?.Icon ?? "", template.Seconds);
                }),
            ],
            [.. new ListedApps(AppListing.Families, sessions: null).Of(report).Where(app => app.Seconds > 0)],
            [.. UserDaysReport.Of(used, range, slots).Select(UserPageAnswer.Day.Of)],
            [.. workspaces.Select(UserPageAnswer.Workspace.Of)]);
    }
}
