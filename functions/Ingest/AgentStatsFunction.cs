using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Ingest;

/// <summary><c>POST /api/v2/ingest/agent-stats</c>: reports of workspace agents.</summary>
public sealed class AgentStatsFunction(IngestBounds bounds, UsageOutbox outbox)
{
    /// <summary>202 when every stat is in the queue; 400 or 413 and none is; 503 and some may be, which sending them again completes.</summary>
    [Function(nameof(IngestAgentStats))]
    public async Task<IResult> IngestAgentStats(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v2/ingest/agent-stats")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadBytesAsync(request, cancellationToken);
        var batch = AgentStats.Read(body.Span, bounds.Now());
        var count = batch.Count;
        await outbox.AddAsync(batch, cancellationToken);
        return JsonAnswer.Accepted(count);
    }
}
