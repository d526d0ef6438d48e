using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>
/// Shows another visitor the half-hours of a part of a scan's range only. Its users have numbers of their own, since reports count users
/// by them.
/// </summary>
internal sealed class RangedVisitor(ReportRange range, IScanVisitor visitor) : IScanVisitor
{
    private readonly List<Guid> _ids = [];
    private readonly List<int> _numbers = [];
    private readonly List<Guid> _users = [];

    public SegmentColumns Columns => visitor.Columns;

    public long MemorySize => visitor.MemorySize;

    /// <summary>The users that its numbers count.</summary>
    public IReadOnlyList<Guid> Users => _users;

    public int AppOf(int template, string name) => visitor.AppOf(template, name);

    public void Meet(int user, Guid id)
    {
        _ids.Add(id);
        _numbers.Add(-1);
    }

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        if (!range.Contains(new HalfHour(halfHour)))
        {
            return;
        }

        if (_numbers[user] < 0)
        {
            _numbers[user] = _users.Count;
            _users.Add(_ids[user]);
            visitor.Meet(_numbers[user], _ids[user]);
        }

        visitor.Visit(_numbers[user], halfHour, buckets);
    }
}
