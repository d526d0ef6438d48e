using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Ingest;

/// <summary>What bounds the times of events that come now.</summary>
public sealed class IngestBounds(TimeProvider clock, IOptions<UsageOptions> usage)
{
    /// <summary>The message of a refused request.</summary>
    internal const string Refusal = "The request has invalid fields. Nothing was stored.";

    internal EventTime Now() => new(clock.GetUtcNow(), usage.Value.Retention);
}
