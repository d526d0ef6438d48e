namespace Insights.Functions.Reports.Concurrency;

/// <summary>Counts who is active at once: a user of several templates once.</summary>
internal sealed class ConcurrencyVisitor(Guid[] templates, ReportRange range) : IScanVisitor
{
    private readonly bool[] _templatesSeen = new bool[templates.Length];

    public int[] Users { get; } = new int[Math.Max(0, range.End.Number - range.First.Number)];

    public MinuteCounters Minutes { get; } = new(Math.Max(0, range.End.Number - range.First.Number));

    public IEnumerable<Guid> Templates => templates.Where((_, template) => _templatesSeen[template]);

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        var place = halfHour - range.First.Number;
        var minutes = 0u;
        foreach (var bucket in buckets)
        {
            minutes |= bucket.UsageMinutes;
            _templatesSeen[bucket.Source.Template] = true;
        }

        Users[place]++;
        Minutes.Add(place, minutes);
    }
}
