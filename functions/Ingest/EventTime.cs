using Insights.Functions.Http;
using Insights.Functions.Usage;

namespace Insights.Functions.Ingest;

/// <summary>Which times of events are taken: not older than people are kept, and hardly ahead of now.</summary>
/// <param name="now">The time of the request.</param>
/// <param name="maxAge">How old an event may be.</param>
/// <param name="since">What is the case since then, for messages.</param>
internal sealed class EventTime(DateTimeOffset now, TimeSpan maxAge, string since = EventTime.OfUsage)
{
    /// <summary>What is the case since events are taken, where usage is kept as long as people.</summary>
    public const string OfUsage = "usage is kept";

    /// <summary>The same where people are not.</summary>
    public const string OfPeople = "people are kept";

    /// <summary>The time of the request: what an event without a time happened at.</summary>
    public DateTimeOffset Now => now;

    /// <summary>Since when events are taken.</summary>
    public DateTimeOffset Oldest => now - maxAge;

    /// <summary>What is wrong with a time; null when it is within bounds.</summary>
    public string? ProblemOf(DateTimeOffset time) => time < Oldest
        ? $"must not be older than {Rfc3339.Format(Oldest)}, since when {since}, but is {Rfc3339.Format(time)}"
        : ProblemAhead(time);

    /// <summary>Records an error when a time is out of bounds.</summary>
    public void Check(JsonItem item, string name, DateTimeOffset time) => Record(item, name, ProblemOf(time));

    /// <summary>
    /// Records an error when what ended in time cannot have started then. What started before <see cref="Oldest"/> may; only not
    /// at a time that was never set.
    /// </summary>
    public void CheckStart(JsonItem item, string name, DateTimeOffset time) =>
        Record(item, name, time == Rfc3339.Unset ? ProblemOf(time) : ProblemAhead(time));

    /// <summary>Records an error when a time is further ahead of now than clocks differ.</summary>
    public void CheckAhead(JsonItem item, string name, DateTimeOffset time) => Record(item, name, ProblemAhead(time));

    private static void Record(JsonItem item, string name, string? problem)
    {
        if (problem is not null)
        {
            item.Fail(name, problem);
        }
    }

    private string? ProblemAhead(DateTimeOffset time) => time > now + UsageOptions.ClockTolerance
        ? $"must be at most {UsageOptions.ClockTolerance.TotalMinutes} minutes ahead of now ({Rfc3339.Format(now)}), but is {Rfc3339.Format(time)}"
        : null;
}
