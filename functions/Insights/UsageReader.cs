using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Reports;
using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights;

/// <summary>Reads the usage that a report is made of.</summary>
public sealed class UsageReader(UsageStore usage, UsageIndex index, CatalogCache catalog, FilteredPeople people)
{
    /// <summary>The templates that a report is made of: those decided on, or else every one with usage or builds.</summary>
    internal async Task<IReadOnlyCollection<Guid>> TemplatesAsync(VisibleTemplates visible, CancellationToken cancellationToken) =>
        visible.Listed ?? await index.GetTemplatesAsync(cancellationToken);

    /// <summary>The usage of some templates on the days that a range touches.</summary>
    /// <param name="templates">The templates.</param>
    /// <param name="range">The range.</param>
    /// <param name="filter">Whose usage, and in which applications.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<IReadOnlyList<TemplateDay>> ReadAsync(
        IReadOnlyCollection<Guid> templates, ReportRange range, UsageFilter filter, CancellationToken cancellationToken)
    {
        // First, and for no half-hour at all as well: it is refused where the caller may not ask for it.
        var narrowing = await people.NarrowingAsync(filter, cancellationToken);
        if (range.IsEmpty)
        {
            return [];
        }

        var leftOutTask = filter.WithSystem ? Task.FromResult<IReadOnlyList<Guid>>([]) : catalog.GetSystemUsersAsync(cancellationToken);
        var days = await ReadAsync(templates, range, cancellationToken);
        var leftOut = await leftOutTask;
        return leftOut.Count == 0 && narrowing is null ? days : [.. days.Select(day => day with { LeftOut = leftOut, Narrowing = narrowing })];
    }

    private async Task<IReadOnlyList<TemplateDay>> ReadAsync(IReadOnlyCollection<Guid> templates, ReportRange range, CancellationToken cancellationToken)
    {
        try
        {
            return await usage.ReadAsync(templates, range.First.Day, new HalfHour(range.End.Number - 1).Day, cancellationToken);
        }
        catch (ScanTooLargeException e)
        {
            throw ApiException.TooLarge($"The usage of these templates and days takes more than {e.MaxMegabytes} MiB of memory. Ask for fewer days or templates.");
        }
    }
}
