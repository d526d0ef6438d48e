using System.Text.Json;

namespace Insights.Local.Demo;

/// <summary>A history cut into bodies.</summary>
internal sealed class HistoryFeed(DemoHistory history, BatchPool pool)
{
    private const int HalfHour = 30;

    public IEnumerable<IngestBatch> Builds() => Pack(IngestRoute.Builds, history.Builds, BuildJson.Write);

    /// <summary>Oldest day first.</summary>
    public IEnumerable<IngestBatch> Stats() => history.Workdays.SelectMany(day =>
        Pack(IngestRoute.AgentStats, Reports(day), (json, report) => AgentStatJson.Write(json, report.Session, report.Minute))
            .Concat(Pack(IngestRoute.AppStats, day.Visits, (json, visit) => AppStatJson.Write(json, visit, history.NowMinute * 60))));

    /// <summary>Half-hour by half-hour, as reports come in: a body then touches few buckets.</summary>
    private IEnumerable<(WorkSession Session, long Minute)> Reports(Workday day)
    {
        if (day.Sessions.Length == 0)
        {
            yield break;
        }

        var last = Math.Min(day.Sessions.Max(s => s.End), history.NowMinute);
        var first = day.Sessions.Min(s => s.Start);
        for (var slot = first - first % HalfHour; slot < last; slot += HalfHour)
        {
            foreach (var session in day.Sessions)
            {
                var end = Math.Min(Math.Min(slot + HalfHour, session.End), last);
                for (var minute = Math.Max(slot, session.Start); minute < end; minute++)
                {
                    yield return (session, minute);
                }
            }
        }
    }

    private IEnumerable<IngestBatch> Pack<T>(IngestRoute route, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        IngestBatch? batch = null;
        foreach (var item in items)
        {
            batch ??= pool.Open(route);
            write(batch.Next(), item);
            if (batch.IsFull)
            {
                yield return batch;
                batch = null;
            }
        }

        if (batch is not null)
        {
            yield return batch;
        }
    }
}
