using Insights.Functions.Privacy;

namespace Insights.Functions.Ingest;

/// <summary>What bounds the times of events that come now.</summary>
public sealed class IngestBounds(TimeProvider clock, PersonRetention people)
{
    /// <summary>The message of a refused request.</summary>
    internal const string Refusal = "The request has invalid fields. Nothing was stored.";

    internal EventTime Now() => new(clock.GetUtcNow(), people.MaxAge, people.IsLimited ? EventTime.OfPeople : EventTime.OfUsage);
}
