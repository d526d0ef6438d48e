using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>
/// Several reports made in one pass over usage: each bucket is unpacked once, and every report's visitor sees it. Users are shared out
/// to the processors. Usage may come in windows of days, of which one at a time is looked at: what a scan holds is what reports keep.
/// </summary>
internal sealed class ReportScan
{
    private readonly List<ScanPart> _parts;

    /// <summary>A scan that makes nothing yet.</summary>
    public ReportScan() => _parts = [];

    private ReportScan(IEnumerable<ScanPart> parts) => _parts = [.. parts];

    /// <summary>The half-hours of all reports: from the first of any to the last of any.</summary>
    public ReportRange Range => _parts.Count == 0
        ? default
        : new ReportRange(_parts.Min(part => part.Range.First), _parts.Max(part => part.Range.End));

    /// <summary>
    /// The same without the UTC days that no report needs: ascending, and of no day twice. Two periods of which one is long ago cost
    /// what they are, and not what lies between them.
    /// </summary>
    public IReadOnlyList<ReportRange> Stretches
    {
        get
        {
            var stretches = new List<ReportRange>();
            foreach (var range in _parts.Select(part => part.Range).Where(range => !range.IsEmpty).OrderBy(range => range.First))
            {
                if (stretches is [.., var last] && range.First.Day <= new HalfHour(last.End.Number - 1).Day.AddDays(1))
                {
                    stretches[^1] = last with { End = range.End > last.End ? range.End : last.End };
                }
                else
                {
                    stretches.Add(range);
                }
            }

            return stretches;
        }
    }

    /// <summary>
    /// The same reports as two scans, of which the second has those whose half-hours are some: null where there are none of these, and then
    /// the first is this one.
    /// </summary>
    public (ReportScan Others, ReportScan? Some) SplitBy(Func<ReportRange, bool> areSome)
    {
        var parts = _parts.ToLookup(part => areSome(part.Range));
        return parts.Contains(true) ? (new ReportScan(parts[false]), new ReportScan(parts[true])) : (this, null);
    }

    /// <summary>Adds a report.</summary>
    /// <param name="range">Its half-hours.</param>
    /// <param name="newVisitor">Makes a visitor, given the templates that template numbers count.</param>
    /// <param name="result">What a visitor found, given the users that user numbers count.</param>
    /// <param name="sum">The report, given what the visitors of all shares of the users found.</param>
    public PendingReport<TReport> Add<TVisitor, TResult, TReport>(
        ReportRange range, Func<Guid[], TVisitor> newVisitor, Func<TVisitor, IReadOnlyList<Guid>, TResult> result, Func<TResult[], TReport> sum)
        where TVisitor : IScanVisitor
    {
        var report = new PendingReport<TReport>();
        _parts.Add(new ScanPartOf<TVisitor, TResult, TReport>(range, newVisitor, result, sum, report));
        return report;
    }

    /// <summary>A report over usage that is all at hand, given what adds it to a scan.</summary>
    public static TReport Of<TReport>(IEnumerable<TemplateDay> usage, Func<ReportScan, PendingReport<TReport>> reportIn)
    {
        var scan = new ReportScan();
        var report = reportIn(scan);
        scan.Run([.. usage]);
        return report.Value;
    }

    /// <summary>Makes the reports of usage that is all at hand.</summary>
    public void Run(IReadOnlyList<TemplateDay> usage)
    {
        var scans = Begin([.. usage.Select(day => day.Template).Distinct().Order()], UserShare.Split(usage, areAll: true));
        Scan(scans, usage);
        End(scans);
    }

    /// <summary>Makes the reports of the usage of some templates, of which each window is looked at when it comes.</summary>
    /// <param name="templates">The templates.</param>
    /// <param name="windows">Their usage, some days after the others.</param>
    /// <param name="kept">Told after each window about how many bytes the reports keep of all that they have seen; it may refuse them.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    public async Task RunAsync(
        IEnumerable<Guid> templates, IAsyncEnumerable<IReadOnlyList<TemplateDay>> windows, Action<long> kept, CancellationToken cancellationToken)
    {
        Guid[] numbered = [.. templates.Distinct().Order()];
        UsageScan[]? scans = null;
        await foreach (var window in windows.WithCancellation(cancellationToken))
        {
            if (window.Count > 0)
            {
                scans ??= Begin(numbered, UserShare.Split(window, areAll: false));
                Scan(scans, window);
                kept(scans.Sum(scan => scan.MemorySize));
            }
        }

        End(scans ?? Begin(numbered, UserShare.Split([], areAll: true)));
    }

    private UsageScan[] Begin(Guid[] templates, UserShare[] shares)
    {
        foreach (var part in _parts)
        {
            part.Begin(templates, shares.Length, Range);
        }

        return [.. shares.Select((share, number) => new UsageScan(templates, Range, share, VisitorOf(number)))];
    }

    private IScanVisitor VisitorOf(int share)
    {
        IScanVisitor[] visitors = [.. _parts.Select(part => part.VisitorOf(share))];
        return visitors is [var only] ? only : new SeveralVisitors(visitors);
    }

    private static void Scan(UsageScan[] scans, IEnumerable<TemplateDay> window)
    {
        TemplateDay[] days = [.. window.Where(day => day.BucketCount > 0).OrderBy(day => day.Day)];
        Parallel.ForEach(scans, scan => scan.Add(days));
    }

    private void End(UsageScan[] scans)
    {
        Parallel.For(0, scans.Length, share =>
        {
            foreach (var part in _parts)
            {
                part.End(share, scans[share].Users);
            }
        });
        foreach (var part in _parts)
        {
            part.Complete();
        }
    }
}
