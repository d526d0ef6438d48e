namespace Insights.Functions.Metrics;

/// <summary>How the service is.</summary>
/// <param name="Queues">How many messages wait on each queue, and since when the first of them does.</param>
/// <param name="Sources">How long ago each source last succeeded.</param>
internal sealed record StateMetrics(IReadOnlyList<(string Queue, int Messages, TimeSpan Age)> Queues, IReadOnlyList<(Guid Source, TimeSpan Lag)> Sources)
{
    /// <summary>Writes it.</summary>
    public void Write(PrometheusText text)
    {
        text.Gauge("insights_queue_messages", "The messages that wait on the queue.", Queues.Select(queue => new PrometheusSample(queue.Messages, ("queue", queue.Queue))));
        text.Gauge("insights_queue_age_seconds", "How long the first message of the queue has waited.", Queues.Select(queue => new PrometheusSample(Math.Round(queue.Age.TotalSeconds), ("queue", queue.Queue))));
        text.Gauge("insights_source_lag_seconds", "How long ago the source last succeeded.", Sources.Select(source => new PrometheusSample(Math.Round(source.Lag.TotalSeconds), ("source", source.Source.ToString()))));
    }
}
