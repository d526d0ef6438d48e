using Insights.Functions.Aggregation;
using Insights.Functions.Http;
using Insights.Functions.Ingest;
using Insights.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Sources;

/// <summary>
/// <c>POST /api/v2/ingest/sources/{source}/usage-buckets</c>: half-hours that the source was stopped in, as Coder has added them up. They
/// take the place of what was sent of them.
/// </summary>
public sealed class CompleteUsageFunction(IngestBounds bounds, SourceTable sources, UsageCompleter completer)
{
    /// <summary>202 when every bucket is stored; 400 when one is of a half-hour that the source's state does not say it was stopped in.</summary>
    [Function(nameof(CompleteUsage))]
    public async Task<IResult> CompleteUsage(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v2/ingest/sources/{source}/usage-buckets")] HttpRequest request,
        string source,
        CancellationToken cancellationToken)
    {
        var known = await sources.FindAsync(PathId.Parse(nameof(source), source), cancellationToken);
        SourceOwner.Demand(request, known?.Owner);
        using var body = await RequestBody.ReadAsync(request, cancellationToken);
        var validation = new Validation();
        var buckets = UsageBuckets.ReadEach(body.RootElement, bounds.Now(), validation);
        validation.ThrowIfInvalid(IngestBounds.Refusal);
        var begun = known?.State.Begun ?? [];
        for (var i = 0; i < buckets.Count; i++)
        {
            var start = buckets[i].HalfHour.Start.UtcDateTime;
            if (!begun.Any(range => range.From <= start && start < range.To))
            {
                validation.Add($"buckets[{i}].start_time", "must be of a half-hour that the source's state has under begun");
            }
        }

        validation.ThrowIfInvalid(IngestBounds.Refusal);
        await completer.CompleteAsync(buckets, cancellationToken);
        return JsonAnswer.Accepted(buckets.Count);
    }
}
