namespace Insights.Coder.Following;

/// <summary>
/// How high a sequence was when. Numbers are drawn before rows are committed, and upserts burn them, so that reading on from the highest
/// one would miss rows.
/// </summary>
internal sealed class IdMarks
{
    /// <summary>How many numbers reading overlaps at least.</summary>
    private const long Overlap = 10_000;

    private static readonly TimeSpan Time = TimeSpan.FromMinutes(10);

    private readonly Queue<(DateTime At, long Id)> _marks = new();
    private long _last;

    /// <summary>Whether there is one yet.</summary>
    public bool IsEmpty => _marks.Count == 0;

    /// <summary>The number to read on after.</summary>
    public long From => Math.Min(_last - Overlap, _marks.Peek().Id);

    /// <summary>Sets how high the sequence is now.</summary>
    public void Add(DateTime now, long id)
    {
        _last = Math.Max(_last, id);
        _marks.Enqueue((now, _last));

        // The oldest one that is kept is the last of those that are old enough.
        while (_marks.Count > 1 && _marks.ElementAt(1).At <= now - Time)
        {
            _marks.Dequeue();
        }
    }
}
