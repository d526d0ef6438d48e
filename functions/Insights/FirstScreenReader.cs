using Insights.Functions.Access;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Workspaces;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Insights;

/// <summary>Makes all sections of a first screen in one scan; other templates that they are compared with take a second one.</summary>
public sealed class FirstScreenReader(
    UsageReader usage, RecordedSince since, ReportTags tags, BuildReader builds, UnusedReader unusedIn, PrivacyDoor privacy, CatalogCache catalog)
{
    private static readonly string[] OfBuilds = [FirstScreenQuery.Report, FirstScreenQuery.Unchanged, FirstScreenQuery.Builds];

    /// <summary>The sections asked for, of the templates that the caller may view.</summary>
    /// <param name="request">The request, whose answer's head says since when there is data.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="visible">What the caller may see of its templates.</param>
    /// <param name="others">The same of other templates that they are compared with; null for none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    internal async Task<FirstScreenAnswer> ReadAsync(
        HttpRequest request, FirstScreenQuery query, VisibleTemplates visible, VisibleTemplates? others, CancellationToken cancellationToken)
    {
        var templates = await usage.TemplatesAsync(visible, cancellationToken);
        var recorded = await since.OfEachAsync(templates, query.Filter, cancellationToken);

        // An application that few used is not there, and would count as unused; a build is what one owner did.
        var named = await privacy.FindNamedAsync(templates, query.Period.Range, cancellationToken);
        var withUnused = named is not null && query.Has(FirstScreenQuery.Unused);
        var (compared, isOfOthers) = (query.Compared, others is not null);
        var apps = await AppsAsync(
            templates, withUnused || query.Has(FirstScreenQuery.Report) || (!isOfOthers && compared?.Sections.Contains(FirstScreenQuery.Report) == true), cancellationToken);

        var (scan, listed) = (new ReportScan(), await privacy.ListedAsync(templates, query.Period.Range, cancellationToken));
        var shown = new ScreenPeriod(
            scan, query, query.Period, listed, query.Slots, query.Sections, withUnused || query.Has(FirstScreenQuery.Report) ? apps : null);
        var overview = query.Has(FirstScreenQuery.Overview) ? OverviewReport.In(scan, query.Period.Range, query.Days) : null;
        var also = query.Also.Select(further => (further.Period, Report: OverviewReport.In(scan, further.Period.Range, further.Days))).ToArray();
        var before = compared is null || isOfOthers ? null : PartOf(scan, query, compared, apps);

        // Templates that it is compared with are read apart, and have no part in a tag.
        var filter = isOfOthers ? query.Filter : await tags.BeginAsync(request, query.Filter, InputsOf(query, templates, scan), cancellationToken);
        var built = BuildsAsync(named, templates, query.Period, query.Sections, filter, cancellationToken);
        var builtBefore = compared is null || isOfOthers
            ? Task.FromResult(ScreenBuilds.None)
            : BuildsAsync(
                await privacy.FindNamedAsync(templates, compared.Period.Range, cancellationToken), templates, compared.Period, compared.Sections, filter, cancellationToken);
        await Task.WhenAll(built, builtBefore, usage.ScanAsync(scan, query.Period.Range, templates, filter, cancellationToken));

        var other = compared is null ? null
            : others is null ? AnswerOf(compared, before!, await builtBefore, recorded)
            : await ReadOthersAsync(query, compared, others, cancellationToken);
        var unused = withUnused
            ? UnusedReport.Of(await unusedIn.TemplatesAsync(visible, query.Period, cancellationToken), apps!, shown.Used!.Value)
            : null;
        return new FirstScreenAnswer(
            query.Period.Start,
            query.Period.End,
            shown.Report((await built).Parameters),
            shown.Intervals,
            shown.Activity?.Value.TemplateIds,
            shown.Activity is null ? null : shown.Users(await privacy.NamesAsync(templates, listed, cancellationToken)),
            overview is null ? null : FirstScreenAnswer.OverviewOf(query.Period, overview.Value, recorded),
            unused?.TemplateIds,
            unused is null ? null : [.. unused.Apps.Select(OverviewAnswer.UnusedEntry.Of)],
            (await built).Unchanged,
            also.Length == 0 ? null : [.. also.Select(further => FirstScreenAnswer.OverviewOf(further.Period, further.Report.Value, recorded))],
            shown.Figures,
            (await built).Counts,
            other,
            await since.StampAsync(request, [.. templates, .. others?.Listed ?? []], recorded, cancellationToken));
    }

    private static ReportInputs InputsOf(FirstScreenQuery query, IReadOnlyCollection<Guid> templates, ReportScan scan)
    {
        var before = query.Compared is { } compared && compared.Sections.Overlaps(OfBuilds) ? [compared.Period] : (ReportPeriod[])[];
        return new(templates, scan.Stretches)
        {
            Parts = ReportParts.Apps | ReportParts.Templates | (query.Has(FirstScreenQuery.Users) ? ReportParts.Users : ReportParts.None),
            Builds = query.Sections.Overlaps(OfBuilds) ? [query.Period, .. before] : before,
        };
    }

    private async Task<ComparedScreen> ReadOthersAsync(FirstScreenQuery query, Comparison compared, VisibleTemplates others, CancellationToken cancellationToken)
    {
        var templates = await usage.TemplatesAsync(others, cancellationToken);
        var named = await privacy.FindNamedAsync(templates, compared.Period.Range, cancellationToken);
        var scan = new ReportScan();
        var part = PartOf(scan, query, compared, await AppsAsync(templates, compared.Sections.Contains(FirstScreenQuery.Report), cancellationToken));
        var built = BuildsAsync(named, templates, compared.Period, compared.Sections, query.Filter, cancellationToken);
        await Task.WhenAll(built, usage.ScanAsync(scan, templates, query.Filter with { Head = null }, cancellationToken));
        return AnswerOf(compared, part, await built, await since.OfEachAsync(templates, query.Filter, cancellationToken));
    }

    private async Task<AppDirectory?> AppsAsync(IReadOnlyCollection<Guid> templates, bool areWanted, CancellationToken cancellationToken) =>
        areWanted ? AppDirectory.Of(await catalog.GetAppsAsync(templates, cancellationToken)) : null;

    private async Task<ScreenBuilds> BuildsAsync(
        NamedPeople? named, IReadOnlyCollection<Guid> templates, ReportPeriod period, IReadOnlySet<string> sections, UsageFilter filter, CancellationToken cancellationToken)
    {
        if (named is null || !sections.Overlaps(OfBuilds))
        {
            return ScreenBuilds.None;
        }

        var inRange = await builds.InRangeAsync(named, templates, period, filter, cancellationToken);
        return new ScreenBuilds(
            sections.Contains(FirstScreenQuery.Report) ? await builds.ParametersAsync(named, inRange, cancellationToken) : [],
            sections.Contains(FirstScreenQuery.Unchanged)
                ? [.. (await builds.UnchangedAsync(named, inRange, cancellationToken)).Select(OverviewAnswer.UnchangedEntry.Of)]
                : null,
            sections.Contains(FirstScreenQuery.Builds) ? BuildCounts.Of(inRange) : null);
    }

    private static ScreenPeriod PartOf(ReportScan scan, FirstScreenQuery query, Comparison compared, AppDirectory? apps) => new(
        scan, query, compared.Period, compared.Period.Range, compared.Slots, compared.Sections, compared.Sections.Contains(FirstScreenQuery.Report) ? apps : null);

    private static ComparedScreen AnswerOf(Comparison compared, ScreenPeriod part, ScreenBuilds built, IReadOnlyDictionary<Guid, DateTimeOffset> recorded) => new(
        compared.Period.Start,
        compared.Period.End,
        part.Figures,
        built.Counts,
        part.Report(built.Parameters),
        part.Intervals,
        recorded.Count == 0 ? null : recorded.Values.Min());
}
