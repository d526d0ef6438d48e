using Insights.Functions.Insights;
using Insights.Functions.Reports;
using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Export;

/// <summary>Writes the files of a day.</summary>
public sealed class DayFiles(ExportContainer container, UsageReader usage, UsageIndex index, CatalogCache catalog, PrivacyDoor privacy, TimeProvider clock)
{
    /// <summary>The version of what is in the files.</summary>
    internal const string Version = "2";

    /// <summary>What files may say of people.</summary>
    internal async ValueTask<DayTerms> TermsAsync(CancellationToken cancellationToken) =>
        await privacy.TermsAsync(await index.GetTemplatesAsync(cancellationToken), cancellationToken);

    /// <summary>The version, and what the files of a day may say of people: another one has them written anew.</summary>
    internal static string SchemaOf(DateOnly day, DayTerms terms) => Version + terms.Of(day);

    private const string UsageFolder = "usage";
    private const string DailyFolder = "daily";

    /// <summary>The folders.</summary>
    public static IReadOnlyList<string> Folders { get; } = [UsageFolder, DailyFolder];

    /// <summary>Writes both files of a day.</summary>
    internal async Task WriteAsync(string name, DateOnly day, CancellationToken cancellationToken)
    {
        // Before anything is read: what changes from now on is seen by the next pass.
        var now = clock.GetUtcNow();
        var templates = await index.GetTemplatesAsync(cancellationToken);
        var schema = SchemaOf(day, await privacy.TermsAsync(templates, cancellationToken));
        var range = new ReportRange(HalfHour.FirstOf(day), HalfHour.FirstOf(day.AddDays(1)));
        var days = await usage.ReadAsync(templates, range, UsageFilter.People, cancellationToken);
        var apps = AppDirectory.Of(await catalog.GetAppsAsync(templates, cancellationToken));
        var known = await catalog.GetTemplatesAsync(cancellationToken);
        var names = days.Select(one => one.Template).Distinct().ToDictionary(template => template, template => known.GetValueOrDefault(template)?.Name ?? template.ToString());

        using (var content = new MemoryStream())
        {
            await UsageFile.WriteAsync(content, days, range, apps, names, cancellationToken);
            await PutAsync(UsageFolder, content);
        }

        using (var content = new MemoryStream())
        {
            await DailyFile.WriteAsync(content, days, range, apps, names, cancellationToken);
            await PutAsync(DailyFolder, content);
        }

        Task PutAsync(string folder, MemoryStream content)
        {
            content.Position = 0;
            return container.PutAsync(name, folder, day, content, now, schema, cancellationToken);
        }
    }
}
