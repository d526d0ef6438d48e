using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>
/// One pass over the usage of many templates and days. Days come in order; within a day users come in order, and within a user
/// half-hours, each once with the buckets of all its templates: a k-way merge of segments that are sorted already. What a report
/// keeps per user therefore sees that user's half-hours ascending.
/// </summary>
internal sealed class UsageScan
{
    private readonly List<Guid> _users = [];
    private readonly Dictionary<Guid, int> _userIndex = [];
    private readonly List<ScanSource> _sources;
    private readonly ReportRange _range;

    private UsageScan(IReadOnlyList<TemplateDay> days, Guid[] templates, ReportRange range, UserShare share)
    {
        _range = range;
        _sources = [.. days.Select(day => new ScanSource(day, Array.BinarySearch(templates, day.Template), share))];
    }

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
        var days = usage.Where(day => !day.Usage.IsEmpty).OrderBy(day => day.Day).ToArray();
        var templates = days.Select(day => day.Template).Distinct().Order().ToArray();
        var shares = UserShare.Split(days);
        var results = new TResult[shares.Length];
        Parallel.For(0, shares.Length, share =>
        {
            var scan = new UsageScan(days, templates, range, shares[share]);
            var visitor = newVisitor(templates);
            scan.Run(visitor);
            results[share] = result(visitor, scan._users);
        });
        return results;
    }

    /// <summary>Every (user, half-hour) in range, in the order the class promises.</summary>
    private void Run(IScanVisitor visitor)
    {
        for (int from = 0, to; from < _sources.Count; from = to)
        {
            to = _sources.FindIndex(from, source => source.Day != _sources[from].Day);
            to = to < 0 ? _sources.Count : to;
            var day = _sources.GetRange(from, to - from).ToArray();
            foreach (var source in day)
            {
                source.Begin(visitor);
            }

            RunDay(day, visitor);
            foreach (var source in day)
            {
                source.End();
            }
        }
    }

    private void RunDay(ScanSource[] day, IScanVisitor visitor)
    {
        var buckets = new BucketRef[day.Length];
        var present = new ScanSource[day.Length];
        while (true)
        {
            var count = NextUser(day, present, out var user);
            if (count == 0)
            {
                return;
            }

            if (count == 1)
            {
                RunUser(present[0], user, visitor);
                continue;
            }

            var number = -1;
            while (NextHalfHour(present.AsSpan(0, count), buckets, out var halfHour) is var found and >= 0)
            {
                if (found > 0 && _range.Contains(halfHour))
                {
                    number = number < 0 ? NumberOf(user, visitor) : number;
                    visitor.Visit(number, halfHour.Number, buckets.AsSpan(0, found));
                }
            }
        }
    }

    // Most users use one template a day: nothing to merge.
    private void RunUser(ScanSource source, Guid user, IScanVisitor visitor)
    {
        var (halfHours, used) = (source.Segment.HalfHours, source.Segment.Used);
        var (first, end) = source.TakeBuckets();
        var number = -1;
        for (var bucket = first; bucket < end; bucket++)
        {
            if (used[bucket] != 0 && _range.Contains(new HalfHour(halfHours[bucket])))
            {
                number = number < 0 ? NumberOf(user, visitor) : number;
                var only = new BucketRef(source, bucket, used[bucket]);
                visitor.Visit(number, halfHours[bucket], new ReadOnlySpan<BucketRef>(in only));
            }
        }
    }

    // The smallest user that any source still has; those that have it stand at its buckets afterwards.
    private static int NextUser(ScanSource[] day, ScanSource[] present, out Guid user)
    {
        user = default;
        var count = 0;
        foreach (var source in day)
        {
            if (!source.HasUser)
            {
                continue;
            }

            var order = count == 0 ? -1 : source.User.CompareTo(user);
            if (order < 0)
            {
                user = source.User;
                count = 0;
            }

            if (order <= 0)
            {
                present[count++] = source;
            }
        }

        foreach (var source in present.AsSpan(0, count))
        {
            source.EnterUser();
        }

        return count;
    }

    // How many buckets of the next half-hour were used: none where nobody was connected; -1 when there is no half-hour any more.
    private static int NextHalfHour(ReadOnlySpan<ScanSource> present, BucketRef[] buckets, out HalfHour halfHour)
    {
        var earliest = int.MaxValue;
        foreach (var source in present)
        {
            earliest = Math.Min(earliest, source.NextHalfHour);
        }

        halfHour = new HalfHour(earliest);
        if (earliest == int.MaxValue)
        {
            return -1;
        }

        var found = 0;
        foreach (var source in present)
        {
            if (source.NextHalfHour == earliest)
            {
                var bucket = source.TakeBucket();
                var used = source.Segment.Used[bucket];
                if (used != 0)
                {
                    buckets[found++] = new BucketRef(source, bucket, used);
                }
            }
        }

        return found;
    }

    private int NumberOf(Guid user, IScanVisitor visitor)
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
