using Insights.Functions.Privacy;
using Insights.Functions.Reports;
using Insights.Functions.Usage;

namespace Insights.Functions.Tests.Privacy;

/// <summary>A question: a range, some of the two templates (bits), and an application or any.</summary>
internal sealed record GivenQuestion(int From, int To, int Templates, string? App)
{
    public ReportRange Range => new(new(PrivacyGen.First.Number + From), new(PrivacyGen.First.Number + To));

    /// <summary>Whether a part is asked for.</summary>
    public bool Has(GivenPart part) =>
        part.HalfHour >= From && part.HalfHour < To && (Templates & (1 << part.Template)) != 0 && (App is null || App == PrivacyGen.Names[part.Name]);

    /// <summary>What a report of it is made of.</summary>
    public TemplateDay[] Ask(PrivateUsage safe, TemplateDay[] days) =>
    [
        .. days.Where(day => (Templates & (1 << Array.IndexOf(PrivacyGen.Templates, day.Template))) != 0)
            .Select(day => safe.Of(day, App is null ? null : AppChoice.Of([App]))),
    ];
}
