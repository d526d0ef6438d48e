using Insights.Functions.Insights.Tags;

namespace Insights.Functions.Insights.Export;

/// <summary>A section of an export that is there only when it is asked for by its name: one that the page does not have at first sight.</summary>
public abstract class NamedSection
{
    /// <summary>Its name on the wire.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it is about persons, and so of the days alone of which they are known.</summary>
    internal virtual bool IsOfPeople => false;

    /// <summary>The section, of which everything is read already.</summary>
    internal abstract Task<ExportSection> ReadAsync(NamedRequest asked, CancellationToken cancellationToken);

    /// <summary>What it is made from, besides what templates and users are called; null for what is not of the period alone, which has no tag.</summary>
    internal virtual ReportInputs? InputsOf(PeriodRequest asked) => null;

    /// <summary>Rows that are made when they are asked for.</summary>
    private protected static IEnumerable<T> Later<T>(Func<IEnumerable<T>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var row in rows())
        {
            yield return row;
        }
    }
}
