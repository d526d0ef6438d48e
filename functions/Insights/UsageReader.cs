using Insights.Functions.Access;
using Insights.Functions.Reports;
using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights;

/// <summary>Reads the usage that a report is made of.</summary>
public sealed class UsageReader(UsageStore usage, UsageIndex index)
{
    /// <summary>The templates that a report is made of: those decided on, or else every one with usage or builds.</summary>
    internal async Task<IReadOnlyCollection<Guid>> TemplatesAsync(VisibleTemplates visible, CancellationToken cancellationToken) =>
        visible.Listed ?? await index.GetTemplatesAsync(cancellationToken);

    /// <summary>The usage of some templates on the days that a range touches.</summary>
    internal async Task<IReadOnlyList<TemplateDay>> ReadAsync(
        IReadOnlyCollection<Guid> templates, ReportRange range, CancellationToken cancellationToken) =>
        range.IsEmpty ? [] : await usage.ReadAsync(templates, range.First.Day, new HalfHour(range.End.Number - 1).Day, cancellationToken);
}
