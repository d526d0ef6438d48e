using System.Numerics;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Behind;

internal sealed class ComeAndGoVisitor(Guid[] templates, ReportRange period, ReportRange other) : IScanVisitor
{
    private readonly List<Use> _users = [];
    private readonly TemplateSet _inPeriod = new(templates);
    private readonly TemplateSet _inOther = new(templates);

    public SegmentColumns Columns => SegmentColumns.Usage;

    public void Meet(int user, Guid id) => _users.Add(new Use());

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        // The half-hours of a user ascend: the first that is seen is the first there is.
        var (use, here) = (_users[user], new HalfHour(halfHour));
        use.First ??= here;
        use.Last = here;
        var (isIn, isInOther) = (period.Contains(here), other.Contains(here));
        use.WasInOther |= isInOther;
        var minutes = 0;
        foreach (var bucket in buckets)
        {
            minutes += BitOperations.PopCount(bucket.UsageMinutes);
            if (isIn)
            {
                _inPeriod.Add(user, bucket.Source.Template);
            }

            if (isInOther)
            {
                _inOther.Add(user, bucket.Source.Template);
            }
        }

        use.Minutes += isIn ? Math.Min(minutes, HalfHour.Minutes) : 0;
    }

    public IReadOnlyList<PersonBehind> Report(IReadOnlyList<Guid> users, ComeAndGo wanted) =>
    [
        .. _users.Index().Where(user => Is(user.Item, wanted)).Select(user =>
            new PersonBehind(users[user.Index], (wanted == ComeAndGo.Lapsed ? _inOther : _inPeriod).Of(user.Index))
            {
                Seconds = user.Item.Minutes * 60,
                FirstAt = user.Item.First?.Start,
                LastAt = user.Item.Last.Start,
            }),
    ];

    private bool Is(Use use, ComeAndGo wanted)
    {
        var (isActive, isNew) = (use.Minutes > 0, use.First is { } first && period.Contains(first));
        return wanted switch
        {
            ComeAndGo.New => isNew,
            ComeAndGo.Returning => isActive && !isNew,
            ComeAndGo.Resumed => isActive && !isNew && !use.WasInOther,
            ComeAndGo.Lapsed => !isActive && use.WasInOther,
            ComeAndGo.Cohort => isActive && use.First is { } began && other.Contains(began),
            _ => throw new ArgumentOutOfRangeException(nameof(wanted), wanted, "There is no such figure."),
        };
    }

    private sealed class Use
    {
        public HalfHour? First { get; set; }

        public HalfHour Last { get; set; }

        public long Minutes { get; set; }

        public bool WasInOther { get; set; }
    }
}
