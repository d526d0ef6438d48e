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
        using var body = await RequestBody.ReadAsync(request, cancellationToken);
        var validation = new Validation();
        var reports = AgentStats.Read(body.RootElement, bounds.Now(), validation);
        validation.ThrowIfInvalid(IngestBounds.Refusal);
        await outbox.AddAsync(reports, cancellationToken);
        return JsonAnswer.Accepted(reports.Count);
    }
}
