using Insights.Functions.Http;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Administration;

/// <summary><c>GET /api/v2/audit</c>: who changed tokens, roles and access control lists, and erased whom.</summary>
public sealed class AuditFunction(AuditTable audit)
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    /// <summary>200 with entries, newest first, and where to go on.</summary>
    [Function(nameof(Audit))]
    public async Task<IResult> Audit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/audit")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = new RequestQuery(request.Query);
        var limit = query.Integer("limit", 1, MaxLimit, DefaultLimit);
        var after = query.Optional("after");
        if (after.Length > 0 && !AuditTable.IsCursor(after))
        {
            query.Fail("after", $"Query param \"after\" must be the \"next\" of an answer, but is \"{JsonItem.Shown(after)}\"");
        }

        query.Complete();
        var (entries, next) = await audit.GetAsync(after.Length > 0 ? after : null, limit, cancellationToken);
        return JsonAnswer.Ok(AuditAnswer.Of(entries, next), AdministrationJson.Api.AuditAnswer);
    }
}
