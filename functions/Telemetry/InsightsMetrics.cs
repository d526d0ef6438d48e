using System.Diagnostics.Metrics;

namespace Insights.Functions.Telemetry;

/// <summary>What the service measures of itself. Names are a contract: alerts and the workbook ask for them.</summary>
public sealed class InsightsMetrics
{
    /// <summary>The meter of all of them.</summary>
    public const string MeterName = "Insights.Functions";

    /// <summary>Events taken in, counted when they are durable.</summary>
    public const string IngestedEvents = "insights.ingest.events";

    /// <summary>Seconds from the answer to a client until its events are rows, for each message.</summary>
    public const string AppendDelay = "insights.append.delay";

    /// <summary>Seconds that the passes of a message take.</summary>
    public const string FoldDuration = "insights.fold.duration";

    /// <summary>Messages that wait, by queue.</summary>
    public const string QueueMessages = "insights.queue.messages";

    /// <summary>Seconds the oldest message has waited, by queue; 0 where none waits.</summary>
    public const string OldestMessageAge = "insights.queue.oldest_message.age";

    /// <summary>Seconds since a source last succeeded, by the id of the source.</summary>
    public const string SourceLag = "insights.source.lag";

    private const string Queue = "queue";
    private const string Source = "source";

    private readonly Counter<long> _ingestedEvents;
    private readonly Histogram<double> _appendDelay;
    private readonly Histogram<double> _foldDuration;
    private readonly Gauge<long> _queueMessages;
    private readonly Gauge<double> _oldestMessageAge;
    private readonly Gauge<double> _sourceLag;

    /// <summary>Makes the instruments.</summary>
    public InsightsMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _ingestedEvents = meter.CreateCounter<long>(IngestedEvents, "{event}");
        _appendDelay = meter.CreateHistogram<double>(AppendDelay, "s");
        _foldDuration = meter.CreateHistogram<double>(FoldDuration, "s");
        _queueMessages = meter.CreateGauge<long>(QueueMessages, "{message}");
        _oldestMessageAge = meter.CreateGauge<double>(OldestMessageAge, "s");
        _sourceLag = meter.CreateGauge<double>(SourceLag, "s");
    }

    /// <summary>The names of all metrics.</summary>
    public static IReadOnlyList<string> Names { get; } = [IngestedEvents, AppendDelay, FoldDuration, QueueMessages, OldestMessageAge, SourceLag];

    internal void Ingested(int events) => _ingestedEvents.Add(events);

    // Clocks differ by a little.
    internal void Appended(TimeSpan delay) => _appendDelay.Record(Math.Max(0, delay.TotalSeconds));

    internal void Folded(TimeSpan duration) => _foldDuration.Record(duration.TotalSeconds);

    internal void Waiting(string queue, int messages, TimeSpan oldest)
    {
        _queueMessages.Record(messages, new KeyValuePair<string, object?>(Queue, queue));
        _oldestMessageAge.Record(oldest.TotalSeconds, new KeyValuePair<string, object?>(Queue, queue));
    }

    internal void Lagging(Guid source, TimeSpan lag) => _sourceLag.Record(lag.TotalSeconds, new KeyValuePair<string, object?>(Source, source.ToString()));
}
