using Insights.Functions.Reports;
using Xunit;

namespace Insights.Functions.Tests.Reports;

/// <summary>What counts as unused.</summary>
public sealed class UnusedReportTests
{
    private static readonly Guid A = new(1, 0, 0, new byte[8]);
    private static readonly Guid B = new(2, 0, 0, new byte[8]);
    private static readonly Guid Idle = new(3, 0, 0, new byte[8]);
    private static readonly TemplateApp Jupyter = new("jupyter", "Jupyter", "");
    private static readonly TemplateApp Grafana = new("grafana", "Grafana", "");

    [Fact]
    public void A_template_without_usage_is_unused_and_its_apps_are_not_listed_besides()
    {
        var report = Of([B, Idle, A, A], [(Idle, Jupyter)], [A, B], []);
        Assert.Equal([Idle], report.TemplateIds);
        Assert.Empty(report.Apps);
    }

    [Fact]
    public void An_app_is_unused_in_the_used_templates_where_nobody_opened_it()
    {
        var report = Of([A, B], [(A, Jupyter), (B, Jupyter), (A, Grafana)], [A, B], [new AppUsage(Jupyter, [B], 60, 1)]);
        Assert.Empty(report.TemplateIds);
        Assert.Equal([Grafana, Jupyter], report.Apps.Select(app => app.App));
        Assert.All(report.Apps, app => Assert.Equal([A], app.TemplateIds));
    }

    [Fact]
    public void What_is_used_is_not_unused() => Assert.Empty(Of([A], [(A, Jupyter)], [A], [new AppUsage(Jupyter, [A], 60, 1)]).Apps);

    private static UnusedReport Of(
        IEnumerable<Guid> templates, IReadOnlyCollection<(Guid, TemplateApp)> definitions, IReadOnlyList<Guid> used, IReadOnlyList<AppUsage> opened) =>
        UnusedReport.Of(templates, new AppDirectory(definitions), new TemplatesReport(used, 1, [], opened, []));
}
