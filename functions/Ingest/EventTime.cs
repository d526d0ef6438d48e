using Insights.Functions.Http;
using Insights.Functions.Usage;

namespace Insights.Functions.Ingest;

/// <summary>Which times of events are taken: not older than the retention, and hardly ahead of now.</summary>
/// <param name="now">The time of the request.</param>
/// <param name="retention">How long usage is kept.</param>
internal sealed class EventTime(DateTimeOffset now, TimeSpan retention)
{
    /// <summary>The time of the request: what an event without a time happened at.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Since when usage is kept.</summary>
    public DateTimeOffset Oldest => now - retention;

    /// <summary>Records an error when a time is out of bounds.</summary>
    public void Check(JsonItem item, string name, DateTimeOffset time)
    {
        if (time < Oldest)
        {
            item.Fail(name, $"must not be older than {Rfc3339.Format(Oldest)}, since when usage is kept, but is {Rfc3339.Format(time)}");
        }
        else
        {
            CheckAhead(item, name, time);
        }
    }

    /// <summary>
    /// Records an error when what ended in time cannot have started then. What started before <see cref="Oldest"/> may; only not
    /// at a time that was never set.
    /// </summary>
    public void CheckStart(JsonItem item, string name, DateTimeOffset time)
    {
        if (time == Rfc3339.Unset)
        {
            Check(item, name, time);
        }
        else
        {
            CheckAhead(item, name, time);
        }
    }

    /// <summary>Records an error when a time is further ahead of now than clocks differ.</summary>
    public void CheckAhead(JsonItem item, string name, DateTimeOffset time)
    {
        if (time > now + UsageOptions.ClockTolerance)
        {
            item.Fail(name, $"must be at most {UsageOptions.ClockTolerance.TotalMinutes} minutes ahead of now ({Rfc3339.Format(now)}), but is {Rfc3339.Format(time)}");
        }
    }
}
