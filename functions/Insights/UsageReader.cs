using System.Runtime.CompilerServices;
using Insights.Functions.Access;
using Insights.Functions.Http;
using Insights.Functions.Reports;
using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights;

/// <summary>Reads the usage that a report is made of.</summary>
public sealed class UsageReader(UsageStore usage, UsageIndex index, CatalogCache catalog)
{
    /// <summary>The templates that a report is made of: those decided on, or else every one with usage or builds.</summary>
    internal async Task<IReadOnlyCollection<Guid>> TemplatesAsync(VisibleTemplates visible, CancellationToken cancellationToken) =>
        visible.Listed ?? await index.GetTemplatesAsync(cancellationToken);

    /// <summary>The usage of some templates on the days that a range touches.</summary>
    /// <param name="templates">The templates.</param>
    /// <param name="range">The range.</param>
    /// <param name="withSystem">Whether system users count as people do.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<IReadOnlyList<TemplateDay>> ReadAsync(
        IReadOnlyCollection<Guid> templates, ReportRange range, bool withSystem, CancellationToken cancellationToken)
    {
        if (range.IsEmpty)
        {
            return [];
        }

        var leftOutTask = withSystem ? Task.FromResult<IReadOnlyList<Guid>>([]) : catalog.GetSystemUsersAsync(cancellationToken);
        var days = await ReadAsync(templates, range, cancellationToken);
        var leftOut = await leftOutTask;
        return leftOut.Count == 0 ? days : [.. days.Select(day => day with { LeftOut = leftOut })];
    }

    /// <summary>Makes the reports of a scan of the usage of some templates, reading it a window of days at a time.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="templates">The templates.</param>
    /// <param name="withSystem">Whether system users count as people do.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    internal async Task ScanAsync(ReportScan scan, IReadOnlyCollection<Guid> templates, bool withSystem, CancellationToken cancellationToken)
    {
        var leftOut = withSystem ? [] : await catalog.GetSystemUsersAsync(cancellationToken);
        try
        {
            await scan.RunAsync(templates, WindowsAsync(templates, scan.Range, leftOut, cancellationToken), cancellationToken);
        }
        catch (ScanTooLargeException e)
        {
            throw TooLarge(e);
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<TemplateDay>> WindowsAsync(
        IReadOnlyCollection<Guid> templates, ReportRange range, IReadOnlyList<Guid> leftOut, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (range.IsEmpty)
        {
            yield break;
        }

        var (first, last) = (range.First.Day, new HalfHour(range.End.Number - 1).Day);
        await foreach (var window in usage.ReadWindowsAsync(templates, first, last, cancellationToken))
        {
            yield return leftOut.Count == 0 ? window : [.. window.Select(day => day with { LeftOut = leftOut })];
        }
    }

    private async Task<IReadOnlyList<TemplateDay>> ReadAsync(IReadOnlyCollection<Guid> templates, ReportRange range, CancellationToken cancellationToken)
    {
        try
        {
            return await usage.ReadAsync(templates, range.First.Day, new HalfHour(range.End.Number - 1).Day, cancellationToken);
        }
        catch (ScanTooLargeException e)
        {
            throw TooLarge(e);
        }
    }

    private static ApiException TooLarge(ScanTooLargeException e) =>
        ApiException.TooLarge($"The usage of these templates and days takes more than {e.MaxMegabytes} MiB of memory. Ask for fewer days or templates.");
}
