namespace Insights.Functions.Reports;

/// <summary>The same for a kind of visitor.</summary>
/// <param name="range">The half-hours of the report.</param>
/// <param name="newVisitor">Makes a visitor, given the templates that template numbers count.</param>
/// <param name="result">What a visitor found, given the users that user numbers count.</param>
/// <param name="sum">The report, given what the visitors of all shares found.</param>
/// <param name="report">Where the report goes.</param>
internal sealed class ScanPartOf<TVisitor, TResult, TReport>(
    ReportRange range,
    Func<Guid[], TVisitor> newVisitor,
    Func<TVisitor, IReadOnlyList<Guid>, TResult> result,
    Func<TResult[], TReport> sum,
    PendingReport<TReport> report) : ScanPart
    where TVisitor : IScanVisitor
{
    private TVisitor[] _visitors = [];
    private RangedVisitor[]? _ranged;
    private TResult[] _results = [];

    public override ReportRange Range => range;

    public override void Begin(Guid[] templates, int shares, ReportRange scanned)
    {
        _visitors = [.. Enumerable.Range(0, shares).Select(_ => newVisitor(templates))];
        _ranged = range == scanned ? null : Array.ConvertAll(_visitors, visitor => new RangedVisitor(range, visitor));
        _results = new TResult[shares];
    }

    public override IScanVisitor VisitorOf(int share) => _ranged is { } ranged ? ranged[share] : _visitors[share];

    public override void End(int share, IReadOnlyList<Guid> users) =>
        _results[share] = result(_visitors[share], _ranged is { } ranged ? ranged[share].Users : users);

    public override void Complete() => report.Value = sum(_results);
}
