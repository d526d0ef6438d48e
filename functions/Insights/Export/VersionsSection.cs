using Insights.Functions.Http;
using Insights.Functions.Insights.Tags;
using Insights.Functions.Insights.Versions;

namespace Insights.Functions.Insights.Export;

/// <summary>A row for each version of a template that workspaces have.</summary>
public sealed class VersionsSection(VersionsReader versions) : NamedSection
{
    /// <inheritdoc/>
    public override string Name => "versions";

    internal override bool IsOfPeople => true;

    internal override ReportInputs InputsOf(PeriodRequest asked) => new(asked.Templates, asked.Period.Range) { BuildsUntil = asked.Period.End };

    internal override async Task<ExportSection> ReadAsync(NamedRequest asked, CancellationToken cancellationToken)
    {
        var report = await versions.ReadAsync(asked.Asked, cancellationToken);
        return new ExportSection(
            Name,
            ["template_ids", "templates", "template_version_id", "workspaces", "used_workspaces", "owners", "first_built_at", "last_built_at"],
            Later(() => from template in report
                        from version in template.Versions
                        select new[]
                        {
                            CsvField.Of([template.TemplateId]), CsvField.Of(asked.Names.Templates([template.TemplateId])), CsvField.Of(version.TemplateVersionId),
                            CsvField.Of(version.Workspaces), CsvField.Of(version.UsedWorkspaces), CsvField.Of(version.Owners), CsvField.Of(version.FirstBuiltAt),
                            CsvField.Of(version.LastBuiltAt),
                        }));
    }
}
