using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>What a report does with each half-hour of each user.</summary>
internal interface IScanVisitor
{
    /// <summary>What it needs of segments besides half-hours and the minutes of usage; the less that is, the faster the scan.</summary>
    SegmentColumns Columns => SegmentColumns.All;

    /// <summary>About how many bytes it keeps that there are more of with each bucket; what grows with users, slots and apps alone is little.</summary>
    long MemorySize => 0;

    /// <summary>The number of the app that a name stands for in a template; -1 for one that is not listed.</summary>
    int AppOf(int template, string name) => -1;

    /// <summary>A user gets its number: before it is visited first.</summary>
    void Meet(int user, Guid id)
    {
    }

    /// <summary>
    /// A half-hour of a user, with a bucket for each template that it used, of which there is at least one. The buckets are there as
    /// long as the visit lasts.
    /// </summary>
    void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets);

    /// <summary>
    /// The same for a user that used one template only on a day: the half-hours of some buckets, of which one at least has minutes. Those
    /// without are nothing to visit.
    /// </summary>
    void VisitAlone(int user, ScanSource source, int first, int end)
    {
        var (halfHours, used) = (source.Segment.HalfHours, source.Segment.Used);
        for (var bucket = first; bucket < end; bucket++)
        {
            if (used[bucket] != 0)
            {
                var only = new BucketRef(source, bucket, used[bucket]);
                Visit(user, halfHours[bucket], new ReadOnlySpan<BucketRef>(in only));
            }
        }
    }
}
