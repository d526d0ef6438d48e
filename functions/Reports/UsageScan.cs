using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>
/// One pass over the usage of many templates and days, for a share of the users. Days come in order; within a day users come in order,
/// and within a user half-hours, each once with the buckets of all its templates: a k-way merge of segments that are sorted already. What
/// a report keeps per user therefore sees that user's half-hours ascending.
/// </summary>
/// <param name="templates">The templates, ascending: what template numbers count. Some may have no usage.</param>
/// <param name="range">The half-hours in range.</param>
/// <param name="share">The users.</param>
/// <param name="visitor">What visits them.</param>
internal sealed class UsageScan(Guid[] templates, ReportRange range, UserShare share, IScanVisitor visitor)
{
    private readonly List<Guid> _users = [];
    private readonly Dictionary<Guid, int> _userIndex = [];

    // The cursors of the day at hand that have users left, by the next one's id.
    private readonly PriorityQueue<ScanCursor, Guid> _ahead = new();

    /// <summary>The users that user numbers count.</summary>
    public IReadOnlyList<Guid> Users => _users;

    /// <summary>About how many bytes its reports keep of what they have seen.</summary>
    public long MemorySize => visitor.MemorySize;

    /// <summary>
    /// Scans usage with as many visitors as there are shares of the users, and returns what each of them makes of its share.
    /// </summary>
    /// <param name="usage">The usage of any templates and days.</param>
    /// <param name="range">The half-hours in range.</param>
    /// <param name="newVisitor">Makes a visitor, given the templates that template numbers count.</param>
    /// <param name="result">What a visitor found, given the users that user numbers count.</param>
    public static TResult[] Run<TVisitor, TResult>(
        IEnumerable<TemplateDay> usage, ReportRange range, Func<Guid[], TVisitor> newVisitor, Func<TVisitor, IReadOnlyList<Guid>, TResult> result)
        where TVisitor : IScanVisitor
    {
        var scan = new ReportScan();
        var shares = scan.Add(range, newVisitor, result, all => all);
        scan.Run([.. usage]);
        return shares.Value;
    }

    /// <summary>Goes on with the usage of some days, ascending, all of them after those of before.</summary>
    public void Add(IReadOnlyList<TemplateDay> days)
    {
        for (int from = 0, to; from < days.Count; from = to)
        {
            for (to = from + 1; to < days.Count && days[to].Day == days[from].Day; to++)
            {
                // Of the same day.
            }

            for (var i = from; i < to; i++)
            {
                var cursor = new ScanCursor(days[i], Array.BinarySearch(templates, days[i].Template), share, visitor);
                if (cursor.HasUser)
                {
                    _ahead.Enqueue(cursor, cursor.User);
                }
            }

            RunDay();
        }
    }

    private void RunDay()
    {
        var buckets = new BucketRef[_ahead.Count];
        var present = new ScanCursor[_ahead.Count];
        while (NextUser(present, out var user) is var count and > 0)
        {
            if (count == 1)
            {
                RunAlone(present[0], user);
                continue;
            }

            var number = -1;
            while (NextHalfHour(present.AsSpan(0, count), buckets, out var halfHour) is var found and >= 0)
            {
                if (found > 0 && range.Contains(halfHour))
                {
                    number = number < 0 ? NumberOf(user) : number;
                    visitor.Visit(number, halfHour.Number, buckets.AsSpan(0, found));
                }
            }
        }
    }

    // Most users use one template a day: nothing to merge.
    private void RunAlone(ScanCursor cursor, Guid user)
    {
        var segment = cursor.Source.Segment;
        var (first, end) = cursor.TakeBuckets();
        while (first < end && segment.HalfHours[first] < range.First.Number)
        {
            first++;
        }

        while (first < end && segment.HalfHours[end - 1] >= range.End.Number)
        {
            end--;
        }

        if (segment.Used.AsSpan(first, end - first).ContainsAnyExcept(0u))
        {
            visitor.VisitAlone(NumberOf(user), cursor.Source, first, end);
        }
    }

    // The smallest user that any cursor still has; those that have it stand at its buckets afterwards.
    private int NextUser(ScanCursor[] present, out Guid user)
    {
        if (!_ahead.TryPeek(out _, out user))
        {
            return 0;
        }

        var count = 0;
        while (_ahead.TryPeek(out var cursor, out var next) && next == user)
        {
            cursor.EnterUser();
            present[count++] = cursor;
            if (cursor.HasUser)
            {
                _ahead.DequeueEnqueue(cursor, cursor.User);
            }
            else
            {
                _ahead.Dequeue();
            }
        }

        return count;
    }

    // How many buckets of the next half-hour were used: none where nobody was connected; -1 when there is no half-hour any more.
    private static int NextHalfHour(ReadOnlySpan<ScanCursor> present, BucketRef[] buckets, out HalfHour halfHour)
    {
        var earliest = int.MaxValue;
        foreach (var cursor in present)
        {
            earliest = Math.Min(earliest, cursor.NextHalfHour);
        }

        halfHour = new HalfHour(earliest);
        if (earliest == int.MaxValue)
        {
            return -1;
        }

        var found = 0;
        foreach (var cursor in present)
        {
            if (cursor.NextHalfHour == earliest)
            {
                var bucket = cursor.TakeBucket();
                var used = cursor.Source.Segment.Used[bucket];
                if (used != 0)
                {
                    buckets[found++] = new BucketRef(cursor.Source, bucket, used);
                }
            }
        }

        return found;
    }

    private int NumberOf(Guid user)
    {
        if (!_userIndex.TryGetValue(user, out var number))
        {
            number = _users.Count;
            _userIndex.Add(user, number);
            _users.Add(user);
            visitor.Meet(number, user);
        }

        return number;
    }
}
