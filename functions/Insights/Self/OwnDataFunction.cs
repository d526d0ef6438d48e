using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Insights.Self;

/// <summary><c>GET /api/v2/insights/users/me/data</c>: everything that is stored of the caller.</summary>
public sealed class OwnDataFunction(TemplateAccess access, UsageReader usage, OwnDataReader reader, PrivacyDoor privacy, ReportAdmission admission)
{
    private const string Json = "json";
    private const string Csv = "csv";

    private static readonly ChoiceParameter FormatName = new("format", "What kind of file it is; JSON without it.", Json, Csv);
    private static readonly ChoiceParameter SectionName = new("section", "What a CSV file has; usage without it.", OwnDataFiles.Usage, OwnDataFiles.Builds);

    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [FormatName, SectionName];

    /// <summary>200 with a file, to whom the page of himself is shown; 404 for a credential that is no user's, 403 where that page is.</summary>
    [Function(nameof(OwnData))]
    public async Task<IResult> OwnData(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/insights/users/me/data")] HttpRequest request, CancellationToken cancellationToken)
    {
        var query = RequestQuery.Of(request);
        var (format, section) = (query.Optional(FormatName), query.Optional(SectionName));
        if (format is not ("" or Json or Csv))
        {
            query.Fail(FormatName, $"Query param \"{FormatName}\" must be {Json} or {Csv}, but is \"{JsonItem.Shown(format)}\"");
        }

        if (section is not ("" or OwnDataFiles.Usage or OwnDataFiles.Builds))
        {
            query.Fail(SectionName, $"Query param \"{SectionName}\" must be {OwnDataFiles.Usage} or {OwnDataFiles.Builds}, but is \"{JsonItem.Shown(section)}\"");
        }

        query.Complete();
        var caller = Caller.Of(request);
        var user = caller.User?.Id ?? throw ApiException.NotFound();
        var templates = await usage.TemplatesAsync(await access.DemandUserAsync(caller, user, isRevealed: false, cancellationToken), cancellationToken);
        var named = await privacy.DemandUserAsync(request, user, templates, reveal: null, cancellationToken);

        // What is read is held until it is written.
        var lease = await admission.EnterAsync(partitions: 0, cancellationToken);
        request.HttpContext.Response.RegisterForDispose(lease);
        try
        {
            if (format == Csv)
            {
                return section == OwnDataFiles.Builds
                    ? OwnDataFiles.Of(await reader.BuildsAsync(named, user, templates, lease, cancellationToken))
                    : OwnDataFiles.Of(await reader.UsageAsync(named, user, templates, lease, cancellationToken));
            }

            var all = await reader.ReadAsync(named, caller, user, templates, lease, cancellationToken);
            request.HttpContext.Response.Headers.ContentDisposition = "attachment; filename=\"insights-me.json\"";
            return JsonAnswer.Ok(all, OwnDataJson.Api.OwnData);
        }
        catch (ScanTooLargeException e)
        {
            throw UsageReader.TooLarge(e);
        }
        catch (ReportsBusyException)
        {
            throw UsageReader.Busy();
        }
    }
}
