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

    public UsageScan(IEnumerable<TemplateDay> days, ReportRange range)
    {
        _range = range;
        var inRange = days.Where(day => !day.Usage.IsEmpty).OrderBy(day => day.Day).ToList();
        Templates = inRange.Select(day => day.Template).Distinct().Order().ToArray();
        _sources = inRange.ConvertAll(day => new ScanSource(day, Array.BinarySearch(Templates, day.Template)));
    }

    /// <summary>The templates that have any usage here, in range or not, ascending: what template numbers count.</summary>
    public Guid[] Templates { get; }

    /// <summary>The users seen so far, in order of first sight: what user numbers count.</summary>
    public IReadOnlyList<Guid> Users => _users;

    /// <summary>Every (user, half-hour) in range, in the order the class promises.</summary>
    public void Run(IScanVisitor visitor)
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

            var number = NumberOf(user);
            while (NextHalfHour(present.AsSpan(0, count), buckets, out var halfHour) is var found and > 0)
            {
                if (_range.Contains(halfHour))
                {
                    visitor.Visit(number, halfHour.Number, buckets.AsSpan(0, found));
                }
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
            return 0;
        }

        var found = 0;
        foreach (var source in present)
        {
            if (source.NextHalfHour == earliest)
            {
                buckets[found++] = new BucketRef(source, source.TakeBucket());
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
        }

        return number;
    }
}
