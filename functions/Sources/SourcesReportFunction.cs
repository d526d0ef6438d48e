using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Sources;

/// <summary><c>GET /api/v2/admin/sources</c>: the sources that there are, and how each is.</summary>
public sealed class SourcesReportFunction(SourceTable sources, TimeProvider clock)
{
    /// <summary>200 with every source, by name.</summary>
    [Function(nameof(SourcesReport))]
    public async Task<IResult> SourcesReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/admin/sources")] HttpRequest request, CancellationToken cancellationToken)
    {
        var query = RequestQuery.Of(request);
        var part = ListPart.Read(query);
        query.Complete();
        var answer = SourcesAnswer.Of(await sources.GetAsync(cancellationToken), clock.GetUtcNow());
        var (shown, next) = part.Of(answer.Sources, source => (source.Name, $"{source.Id:N}"));
        NextLink.Add(request, next);
        return JsonAnswer.Ok(new SourcesAnswer(shown), SourcesJson.Api.SourcesAnswer);
    }
}
