using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Reports;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights;

/// <summary>The daily active users of the deployment or of one template.</summary>
public sealed class DailyActiveUsersFunction(
    TemplateAccess access, UsageReader usage, RecordedSince since, PrivacyDoor privacy, UsageIndex index, CatalogCache catalog, TimeProvider clock)
{
    /// <summary>The parameters of one template's.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [.. LocalDays.Parameters, .. UsageFilter.Parameters];

    /// <summary><c>GET /api/v2/insights/daus</c>: of all templates, or those of an organization.</summary>
    [Function(nameof(DeploymentDailyActiveUsers))]
    public async Task<IResult> DeploymentDailyActiveUsers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/insights/daus")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = RequestQuery.Of(request);
        var organization = query.Id(TemplateSelection.OrganizationName);
        var visible = await access.DemandDeploymentAsync(Caller.Of(request), organization, cancellationToken);
        var (days, filter) = Read(query, request);
        return await AnswerAsync(request, days, filter, await usage.TemplatesAsync(visible, cancellationToken), cancellationToken);
    }

    /// <summary><c>GET /api/v2/templates/{template}/daus</c>: of one template; 404 for one that nobody ever mentioned.</summary>
    [Function(nameof(TemplateDailyActiveUsers))]
    public async Task<IResult> TemplateDailyActiveUsers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/templates/{template}/daus")] HttpRequest request,
        string template,
        CancellationToken cancellationToken)
    {
        var id = PathId.Parse("template", template);
        var caller = Caller.Of(request);
        var visible = await access.DemandAsync(caller, [id], organization: null, cancellationToken);
        var (days, filter) = Read(RequestQuery.Of(request), request);
        return await IsKnownAsync(id, cancellationToken)
            ? await AnswerAsync(request, days, filter, await usage.TemplatesAsync(visible, cancellationToken), cancellationToken)
            : throw ApiException.NotFound(caller.MayViewAll ? $"There is no template {id}." : null);
    }

    private static (LocalDays Days, UsageFilter Filter) Read(RequestQuery query, HttpRequest request)
    {
        var (days, filter) = (LocalDays.Read(query), UsageFilter.Read(query, request));
        query.Complete();
        return (days, filter);
    }

    private async Task<IResult> AnswerAsync(
        HttpRequest request, LocalDays days, UsageFilter filter, IReadOnlyCollection<Guid> templates, CancellationToken cancellationToken)
    {
        await since.StampAsync(request, templates, filter, cancellationToken);
        var now = clock.GetUtcNow();
        var slots = days.Days(now);
        var countedBefore = await privacy.CountedBeforeAsync(templates, cancellationToken);
        var scan = new ReportScan();

        // Nobody of one day is counted on another, so that days of which people are known are those of people.
        var reports = slots.GroupBy(day => PrivacyDoor.AreCounted(RangeOf(day, day), countedBefore)).Select(days => ActiveUsersReport.In(scan, RangeOf(days.First(), days.Last()), [.. days])).ToArray();
        await usage.ScanAsync(scan, templates, filter, cancellationToken);
        var answer = new DailyActiveUsersAnswer(
            [.. reports.SelectMany(report => report.Value).Select(day => new DailyActiveUsersAnswer.Entry(days.DateOf(day.Slot.Start), day.ActiveUsers))], days.HourOffset(now));
        return JsonAnswer.Ok(answer, InsightsJson.Api.DailyActiveUsersAnswer);
    }

    private static ReportRange RangeOf(Slot first, Slot last) => ReportRange.Between(first.Start, last.End);

    private async Task<bool> IsKnownAsync(Guid template, CancellationToken cancellationToken) =>
        (await catalog.GetTemplatesAsync(cancellationToken)).ContainsKey(template)
        || (await index.GetTemplatesAsync(cancellationToken)).Contains(template);
}
