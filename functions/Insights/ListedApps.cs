using Insights.Functions.Reports;
using Insights.Functions.Reports.SessionApps;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights;

/// <summary>Lists the applications of a report: those that every template has, and then those that templates define.</summary>
/// <param name="listing">How the former are listed.</param>
/// <param name="sessions">Each of them for itself; null where they are listed by family, and opened nobody knows how often, as in Coder.</param>
internal sealed class ListedApps(AppListing listing, SessionAppsReport? sessions)
{
    private const string Builtin = "builtin";

    /// <summary>The rows of a report.</summary>
    public IReadOnlyList<TemplatesAnswer.App> Of(TemplatesReport report) =>
    [
        .. listing == AppListing.Each ? [] : report.Builtin.Select(usage => new TemplatesAnswer.App(
            usage.TemplateIds, Builtin, usage.App.DisplayName, usage.App.Slug, usage.App.Icon, usage.Seconds,
            sessions?.FamilyTimesUsed[usage.App.Family] ?? 0)),
        .. sessions?.Apps.Select(usage => new TemplatesAnswer.App(
            usage.TemplateIds, listing == AppListing.Each ? Builtin : "session_app", usage.DisplayName, usage.Name, usage.Icon, usage.Seconds, usage.TimesUsed,
            SessionApp.NameOf(usage.Family))) ?? [],
        .. report.Apps.Select(usage => new TemplatesAnswer.App(
            usage.TemplateIds, "app", usage.App.DisplayName, usage.App.Slug, usage.App.Icon, usage.Seconds, usage.TimesUsed)),
    ];
}
