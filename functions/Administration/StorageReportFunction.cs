using Insights.Functions.Http;
using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Administration;

/// <summary><c>GET /api/v2/admin/storage</c>: what is stored, and how far folding and sealing have got. It reads keys and sizes only.</summary>
public sealed class StorageReportFunction(UsageTable usage, UsageIndex index, QueueLengths queues, PersonRetention people)
{
    /// <summary>200 with the report.</summary>
    [Function(nameof(StorageReport))]
    public async Task<IResult> StorageReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/admin/storage")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        var firstDay = people.FirstDay;
        var inventory = usage.TakeInventoryAsync(firstDay, cancellationToken);
        var loose = index.GetLooseAsync(cancellationToken);
        var lengths = queues.GetAsync(cancellationToken);
        await Task.WhenAll(inventory, loose, lengths);
        return JsonAnswer.Ok(StorageReportAnswer.Of(await inventory, firstDay, await loose, await lengths), AdministrationJson.Api.StorageReportAnswer);
    }
}
