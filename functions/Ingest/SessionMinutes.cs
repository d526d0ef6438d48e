using System.Collections;
using Insights.Functions.Usage;

namespace Insights.Functions.Ingest;

/// <summary>
/// The minutes that app sessions add to each half-hour, made one after the other while they are packed, in order of template and
/// half-hour: a few sessions may have a million half-hours, which are never all there.
/// </summary>
internal sealed class SessionMinutes : IReadOnlyCollection<UsageEvent>
{
    private readonly (Guid Template, AppSession Session, HalfHour First, HalfHour Last)[] _sessions;

    /// <summary>The minutes of sessions, each of the template that <paramref name="templateOf"/> says.</summary>
    public SessionMinutes(IEnumerable<AppSession> sessions, Func<AppSession, Guid> templateOf)
    {
        _sessions =
        [
            .. from session in sessions
               let span = AppMinutes.SpanOf(session.Start, session.End)
               where span is not null
               let template = templateOf(session)
               orderby template, span.Value.First
               select (template, session, span.Value.First, span.Value.Last),
        ];
        HalfHours = _sessions.Sum(session => (long)session.Last.Number - session.First.Number + 1);
    }

    /// <summary>How many there are.</summary>
    public long HalfHours { get; }

    /// <inheritdoc/>
    public int Count => checked((int)HalfHours);

    /// <inheritdoc/>
    public IEnumerator<UsageEvent> GetEnumerator()
    {
        for (int from = 0, to; from < _sessions.Length; from = to)
        {
            var template = _sessions[from].Template;
            for (to = from + 1; to < _sessions.Length && _sessions[to].Template == template; to++)
            {
                // The sessions of a template go on.
            }

            foreach (var minutes in OfTemplate(template, from, to))
            {
                yield return minutes;
            }
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // A sweep over the half-hours: sessions come in when they begin, and go when they have ended.
    private IEnumerable<AppMinutes> OfTemplate(Guid template, int from, int to)
    {
        var open = new List<int>();
        for (var halfHour = _sessions[from].First; from < to || open.Count > 0; halfHour = new HalfHour(halfHour.Number + 1))
        {
            if (open.Count == 0 && _sessions[from].First > halfHour)
            {
                halfHour = _sessions[from].First;
            }

            for (; from < to && _sessions[from].First <= halfHour; from++)
            {
                open.Add(from);
            }

            foreach (var index in open)
            {
                var session = _sessions[index].Session;
                yield return AppMinutes.In(template, session.User, session.Name, session.Start, session.End, halfHour);
            }

            open.RemoveAll(index => _sessions[index].Last <= halfHour);
        }
    }
}
