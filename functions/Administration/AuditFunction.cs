using Insights.Functions.Http;
using Insights.Functions.Http.Queries;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Administration;

/// <summary><c>GET /api/v2/audit</c>: who changed tokens, roles and access control lists, and erased whom.</summary>
public sealed class AuditFunction(AuditTable audit)
{
    /// <summary>The parameters.</summary>
    internal static IReadOnlyList<QueryParameter> Parameters { get; } = [ListPage.LimitName, ListPage.AfterName];

    /// <summary>200 with entries, newest first, and where to go on.</summary>
    [Function(nameof(Audit))]
    public async Task<IResult> Audit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/audit")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var query = RequestQuery.Of(request);
        var limit = query.Integer(ListPage.LimitName);
        var after = query.Optional(ListPage.AfterName);
        if (after.Length > 0 && !AuditTable.IsCursor(after))
        {
            query.Fail(ListPage.AfterName, $"Query param \"{ListPage.AfterName}\" must be the \"next\" of an answer, but is \"{JsonItem.Shown(after)}\"");
        }

        query.Complete();
        var (entries, next) = await audit.GetAsync(after.Length > 0 ? after : null, limit, cancellationToken);
        NextLink.Add(request, next);
        return JsonAnswer.Ok(AuditAnswer.Of(entries, next), AdministrationJson.Api.AuditAnswer);
    }
}
