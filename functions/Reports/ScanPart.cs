namespace Insights.Functions.Reports;

/// <summary>What one of the reports of a scan does with the shares of the users.</summary>
internal abstract class ScanPart
{
    /// <summary>The half-hours of the report.</summary>
    public abstract ReportRange Range { get; }

    /// <summary>Makes a visitor for each share of a scan of some half-hours.</summary>
    public abstract void Begin(Guid[] templates, int shares, ReportRange scanned);

    /// <summary>The visitor of a share.</summary>
    public abstract IScanVisitor VisitorOf(int share);

    /// <summary>Makes of what the visitor of a share saw its part of the report.</summary>
    public abstract void End(int share, IReadOnlyList<Guid> users);

    /// <summary>Makes the report of its parts.</summary>
    public abstract void Complete();
}
