using Insights.Functions.Http;

namespace Insights.Functions.Ingest;

/// <summary>Which times of events are taken: not older than the retention, and hardly ahead of now.</summary>
/// <param name="now">The time of the request.</param>
/// <param name="retention">How long usage is kept.</param>
internal sealed class EventTime(DateTimeOffset now, TimeSpan retention)
{
    /// <summary>How far a clock may be ahead of ours.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    /// <summary>The time of the request: what an event without a time happened at.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Records an error when a time is out of bounds.</summary>
    public void Check(JsonItem item, string name, DateTimeOffset time)
    {
        if (time > now + Tolerance)
        {
            item.Fail(name, $"must be at most {Tolerance.TotalMinutes} minutes ahead of now ({Rfc3339.Format(now)}), but is {Rfc3339.Format(time)}");
        }
        else if (time < now - retention)
        {
            item.Fail(name, $"must not be older than {Rfc3339.Format(now - retention)}, since when usage is kept, but is {Rfc3339.Format(time)}");
        }
    }
}
