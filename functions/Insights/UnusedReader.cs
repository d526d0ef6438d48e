using Insights.Functions.Access;

namespace Insights.Functions.Insights;

/// <summary>Reads of which templates a report of what nobody used is made, besides usage.</summary>
public sealed class UnusedReader(CatalogCache catalog)
{
    /// <summary>
    /// The templates that there were in a period, of those that a caller may view. What nobody used has no usage to be found by: where no
    /// template is listed, it is the catalog that knows which there are.
    /// </summary>
    internal async Task<IReadOnlyCollection<Guid>> TemplatesAsync(VisibleTemplates visible, ReportPeriod period, CancellationToken cancellationToken)
    {
        var known = await catalog.GetTemplatesAsync(cancellationToken);
        var there = known.Values.Where(template => !(template.CreatedAt >= period.End)).Select(template => template.Id);
        return [.. visible.Listed is { } listed ? there.Intersect(listed) : there];
    }
}
