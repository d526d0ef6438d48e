using Insights.Coder.Items;
using Insights.Coder.Reading;
using Insights.Coder.State;

namespace Insights.Coder.Following;

/// <summary>
/// How far sessions in apps have been sent. A session is one row whose end moves while it is open; what is sent of it again is only what it
/// grew by, so that half-hours long past are left alone.
/// </summary>
internal sealed class AppSessions
{
    /// <summary>How long after its end was seen a session may still grow.</summary>
    private static readonly TimeSpan Growing = TimeSpan.FromHours(1);

    /// <summary>Up to here Coder rolls sessions up into a row that grows no more.</summary>
    private static readonly TimeSpan RolledUp = TimeSpan.FromMinutes(1);

    private readonly Dictionary<long, (DateTime Start, DateTime End)> _sent = [];

    /// <summary>The rows that may have grown.</summary>
    public long[] Open(DateTime now) =>
        [.. _sent.Where(row => row.Value.End >= now - Growing && row.Value.End - row.Value.Start > RolledUp).Select(row => row.Key)];

    /// <summary>What is to be sent of a row: the parts of it that are new, in half-hours that are read row by row.</summary>
    public IEnumerable<AppStat> NewParts(AppStatRow row, IReadOnlyList<HalfHours> followed, DateTime latest)
    {
        var end = row.Stat.SessionEndedAt < latest ? row.Stat.SessionEndedAt : latest;

        // From the start of its first minute: one that ends in the minute that it started in counts there, even where clocks say it ended first.
        var start = row.Stat.SessionStartedAt.AddTicks(-(row.Stat.SessionStartedAt.Ticks % TimeSpan.TicksPerMinute));
        if (_sent.TryGetValue(row.Id, out var sent))
        {
            if (end <= sent.End)
            {
                yield break;
            }

            // From the minute that it was sent up to: the end of a session counts in its minute.
            var grown = sent.End.AddMicroseconds(-1);
            start = grown > start ? grown : start;
        }

        foreach (var part in followed.Select(halfHours => halfHours.Part(start, end)).OfType<(DateTime Start, DateTime End)>())
        {
            yield return row.Stat with { SessionStartedAt = part.Start, SessionEndedAt = part.End };
        }
    }

    /// <summary>Remembers that rows were sent as they are.</summary>
    public void Add(IEnumerable<AppStatRow> rows, DateTime latest)
    {
        foreach (var row in rows)
        {
            _sent[row.Id] = (row.Stat.SessionStartedAt, row.Stat.SessionEndedAt < latest ? row.Stat.SessionEndedAt : latest);
        }
    }

    /// <summary>Forgets the rows that ended before a time.</summary>
    public void Forget(DateTime before)
    {
        foreach (var id in _sent.Where(row => row.Value.End < before).Select(row => row.Key).ToArray())
        {
            _sent.Remove(id);
        }
    }
}
