using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Adoption;

internal sealed class UseVisitor(AdoptionCalendar calendar, SlotIndex days, SlotIndex weeks) : IScanVisitor
{
    private readonly List<Guid> _ids = [];
    private readonly List<UserUse> _users = [];

    public SegmentColumns Columns => SegmentColumns.Usage;

    public IReadOnlyList<UserUse> Users => _users;

    public void Meet(int user, Guid id) => _ids.Add(id);

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        // The half-hours of a user ascend: the first that is seen is the first there is.
        if (user == _users.Count)
        {
            _users.Add(new UserUse(_ids[user], halfHour, calendar));
        }

        var (use, day, inRange) = (_users[user], days.Of(halfHour), halfHour >= calendar.Range.First.Number);
        use.Weeks.Set(weeks.Of(halfHour));
        foreach (var bucket in buckets)
        {
            use.Add(bucket.Source.Template, day, inRange);
        }
    }
}
