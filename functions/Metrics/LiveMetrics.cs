using Insights.Functions.Access;
using Insights.Functions.Insights;
using Insights.Functions.Reports;
using Insights.Functions.Storage;
using Insights.Functions.Telemetry;

namespace Insights.Functions.Metrics;

/// <summary>
/// What is measured, as text. It is made once a minute however often it is scraped, and beside the scrapes after the first: their number
/// costs storage nothing.
/// </summary>
public sealed class LiveMetrics
{
    /// <summary>How old it may be; it is made anew when it is half as old.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(2);

    private readonly UsageReader _usage;
    private readonly UsageIndex _index;
    private readonly BuildReader _builds;
    private readonly PrivacyDoor _privacy;
    private readonly CatalogCache _catalog;
    private readonly AccessDirectory _directory;
    private readonly ServiceState _state;
    private readonly TimeProvider _clock;
    private readonly Cached<string> _text;

    /// <summary>Measures by these.</summary>
    public LiveMetrics(
        UsageReader usage, UsageIndex index, BuildReader builds, PrivacyDoor privacy, CatalogCache catalog, AccessDirectory directory, ServiceState state, TimeProvider clock)
    {
        (_usage, _index, _builds, _privacy, _catalog, _directory, _state, _clock) = (usage, index, builds, privacy, catalog, directory, state, clock);
        _text = new Cached<string>(() => 0, WriteAsync, MaxAge, clock);
    }

    /// <summary>What is measured.</summary>
    internal Task<string> GetAsync(CancellationToken cancellationToken) => _text.GetAsync(cancellationToken);

    private async Task<string> WriteAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var templates = await _index.GetTemplatesAsync(cancellationToken);
        var usage = _usage.ReadAsync(templates, LiveReport.RangeAt(now), UsageFilter.People, cancellationToken);
        var apps = _catalog.GetAppsAsync(templates, cancellationToken);
        var parameters = await _privacy.FindNamedAsync(templates, cancellationToken) is { } people
            ? _builds.ParametersAsync(people, templates, new ReportPeriod(now - LiveReport.Window, now), UsageFilter.People, cancellationToken)
            : Task.FromResult<IReadOnlyList<ParameterUsage>>([]);
        var state = _state.MeasureAsync(now, cancellationToken);
        var known = await _catalog.GetTemplatesAsync(cancellationToken);
        var organizations = await _directory.GetOrganizationsAsync(cancellationToken);
        await Task.WhenAll(usage, apps, parameters, state);
        var report = LiveReport.Of(await usage, now, AppDirectory.Of(await apps));

        var text = new PrometheusText();
        var named = report.Templates.ToDictionary(template => template.TemplateId, template => NamesOf(template.TemplateId));
        WriteCoders(text, report, await parameters);
        WriteOurs(text, report);
        (await state).Write(text);
        text.Gauge("insights_build_info", "The version of the service.", [new(1, ("version", ServiceVersion.Text))]);
        return text.ToString();

        // A label without a value is as good as none, which is what Coder's releases before the name of the organization have.
        (string Name, string Value)[] NamesOf(Guid template) =>
        [
            ("template_name", known.GetValueOrDefault(template)?.Name ?? template.ToString()),
            ("organization_name", known.GetValueOrDefault(template)?.OrganizationId is { } id ? organizations.GetValueOrDefault(id)?.Name ?? "" : ""),
        ];

        // By the names and labels of Coder's own collector of insights, so that its dashboards go on working.
        void WriteCoders(PrometheusText text, LiveReport report, IReadOnlyList<ParameterUsage> parameters)
        {
            text.Gauge("coderd_insights_templates_active_users", "The number of active users of the template.", report.Templates
                .Select(template => new PrometheusSample(template.ActiveUsers, named[template.TemplateId])));
            text.Gauge("coderd_insights_applications_usage_seconds", "The application usage per template.", report.Templates.SelectMany(template =>
                template.Builtin.Select(app => (app.App.DisplayName, Slug: "", app.Used)).Concat(template.Apps.Select(app => (app.App.DisplayName, app.App.Slug, app.Used)))
                    .Select(app => new PrometheusSample(
                        app.Used.Window, [.. named[template.TemplateId], ("application_name", app.DisplayName), ("slug", app.Slug)]))));
            text.Gauge("coderd_insights_parameters", "The parameter usage per template.",
                from parameter in parameters
                from template in parameter.TemplateIds
                from value in parameter.Values
                select new PrometheusSample(
                    value.Count,
                    [
                        .. NamesOf(template),
                        ("parameter_name", parameter.Definition.Name), ("parameter_type", parameter.Definition.Type), ("parameter_value", value.Value),
                    ]));
        }

        void WriteOurs(PrometheusText text, LiveReport report)
        {
            text.Gauge("insights_active_users", "The distinct users that used any template in the last five minutes.", [new(report.ActiveUsers)]);
            text.Gauge("insights_peak_users", "The most users that used any template in the same minute of this UTC day.", [new(report.PeakUsers)]);
            text.Gauge("insights_template_active_users", "The users that used the template in the last five minutes.", Each(template => template.ActiveUsers));
            text.Gauge("insights_template_peak_users", "The most users that used the template in the same minute of this UTC day.", Each(template => template.PeakUsers));
            text.Counter("insights_template_usage_seconds_total", "How long the template was used; from 0 each UTC day.", Each(template => template.Seconds));
            text.Counter("insights_app_usage_seconds_total", "How long the application was used; from 0 each UTC day.", report.Templates.SelectMany(template =>
                template.Builtin.Select(app => (Type: "builtin", app.App.Slug, app.App.DisplayName, app.Used))
                    .Concat(template.Apps.Select(app => (Type: "app", app.App.Slug, app.App.DisplayName, app.Used)))
                    .Select(app => new PrometheusSample(
                        app.Used.Today,
                        [.. LabelsOf(template), ("type", app.Type), ("slug", app.Slug), ("application_name", app.DisplayName)]))));

            IEnumerable<PrometheusSample> Each(Func<LiveTemplate, double> value) => report.Templates.Select(template => new PrometheusSample(value(template), LabelsOf(template)));
        }

        IReadOnlyList<(string Name, string Value)> LabelsOf(LiveTemplate template) =>
            [("template_id", template.TemplateId.ToString()), .. named[template.TemplateId]];
    }
}
