using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.Self;

/// <summary>Everything that is stored of the caller, as a file, to whom the page of himself is shown.</summary>
public sealed class OwnDataFunction(TemplateAccess access, UsageReader usage, OwnDataReader reader, PrivacyDoor privacy, ReportAdmission admission)
{
    private static readonly ChoiceParameter SectionName = new("section", "What the file has; usage without it.", OwnDataFiles.Usage, OwnDataFiles.Builds);

    /// <summary>The parameters of a table.</summary>
    internal static IReadOnlyList<QueryParameter> TableParameters { get; } = [SectionName];

    /// <summary><c>GET /api/v2/insights/users/me/data</c>: 200 with all of it; 404 for a credential that is no user's, 403 where his page is.</summary>
    [Function(nameof(OwnData))]
    public Task<IResult> OwnData(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/insights/users/me/data")] HttpRequest request, CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        return ReadAsync(
            request,
            async (named, user, templates, lease) =>
            {
                var all = await reader.ReadAsync(named, Caller.Of(request), user, templates, lease, cancellationToken);
                request.HttpContext.Response.Headers.ContentDisposition = "attachment; filename=\"insights-me.json\"";
                return JsonAnswer.Ok(all, OwnDataJson.Api.OwnData);
            },
            cancellationToken);
    }

    /// <summary><c>GET /api/v2/insights/users/me/data/csv</c>: 200 with the usage, or the builds, as a table.</summary>
    [Function(nameof(OwnTable))]
    public Task<IResult> OwnTable(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/insights/users/me/data/csv")] HttpRequest request, CancellationToken cancellationToken)
    {
        var query = RequestQuery.Of(request);
        var section = query.Optional(SectionName);
        if (section is not ("" or OwnDataFiles.Usage or OwnDataFiles.Builds))
        {
            query.Fail(SectionName, $"Query param \"{SectionName}\" must be {OwnDataFiles.Usage} or {OwnDataFiles.Builds}, but is \"{JsonItem.Shown(section)}\"");
        }

        query.Complete();
        return ReadAsync(
            request,
            async (named, user, templates, lease) => section == OwnDataFiles.Builds
                ? OwnDataFiles.Of(await reader.BuildsAsync(named, user, templates, lease, cancellationToken))
                : OwnDataFiles.Of(await reader.UsageAsync(named, user, templates, lease, cancellationToken)),
            cancellationToken);
    }

    private async Task<IResult> ReadAsync(
        HttpRequest request, Func<NamedPeople, Guid, IReadOnlyCollection<Guid>, ReportLease, Task<IResult>> read, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        var user = caller.User?.Id ?? throw ApiException.NotFound();
        var templates = await usage.TemplatesAsync(await access.DemandUserAsync(caller, user, isRevealed: false, cancellationToken), cancellationToken);
        var named = await privacy.DemandUserAsync(request, user, templates, reveal: null, cancellationToken);

        // What is read is held until it is written.
        var lease = await admission.EnterAsync(partitions: 0, cancellationToken);
        request.HttpContext.Response.RegisterForDispose(lease);
        try
        {
            return await read(named, user, templates, lease);
        }
        catch (ScanTooLargeException e)
        {
            throw StoredDays.TooLarge(e);
        }
        catch (ReportsBusyException)
        {
            throw StoredDays.Busy();
        }
    }
}
