using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>Visitors side by side. Those that list apps list the same ones.</summary>
internal sealed class SeveralVisitors(IScanVisitor[] visitors) : IScanVisitor
{
    public SegmentColumns Columns { get; } = visitors.Aggregate(SegmentColumns.Usage, (columns, visitor) => columns | visitor.Columns);

    public long MemorySize => visitors.Sum(visitor => visitor.MemorySize);

    public int AppOf(int template, string name) => visitors.Max(visitor => visitor.AppOf(template, name));

    public void Meet(int user, Guid id)
    {
        foreach (var visitor in visitors)
        {
            visitor.Meet(user, id);
        }
    }

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        foreach (var visitor in visitors)
        {
            visitor.Visit(user, halfHour, buckets);
        }
    }

    public void VisitAlone(int user, ScanSource source, int first, int end)
    {
        foreach (var visitor in visitors)
        {
            visitor.VisitAlone(user, source, first, end);
        }
    }
}
