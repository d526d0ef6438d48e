using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Ingest;

/// <summary><c>POST /api/v2/ingest/usage-buckets</c>: history, as half-hours that Coder has added up already.</summary>
public sealed class UsageBucketsFunction(IngestBounds bounds, UsageOutbox outbox)
{
    /// <summary>202 when every bucket is in the queue; 400 or 413 and none is; 503 and some may be, which sending them again completes.</summary>
    [Function(nameof(IngestUsageBuckets))]
    public async Task<IResult> IngestUsageBuckets(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v2/ingest/usage-buckets")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        using var body = await RequestBody.ReadAsync(request, cancellationToken);
        var validation = new Validation();
        var buckets = UsageBuckets.Read(body.RootElement, bounds.Now(), validation);
        validation.ThrowIfInvalid(IngestBounds.Refusal);
        var count = buckets.Count;
        await outbox.AddAsync(buckets, cancellationToken);
        return JsonAnswer.Accepted(count);
    }
}
