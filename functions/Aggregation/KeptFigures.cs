using Insights.Functions.Reports.Trends;
using Insights.Functions.Storage;

namespace Insights.Functions.Aggregation;

/// <summary>What is kept of the figures of a month.</summary>
internal static class KeptFigures
{
    /// <summary>The figures without those of fewer users than the floor; null when all of them are.</summary>
    /// <param name="figures">The figures.</param>
    /// <param name="floor">The floor.</param>
    /// <param name="countsOf">Of how many people every count is a multiple, where they are made of counts in the place of people.</param>
    public static KeptMonth? Of(TrendFigures figures, int floor, int? countsOf) => figures.ActiveUsers < floor ? null : new KeptMonth(
        KeptMonth.CurrentVersion,
        figures.ActiveUsers,
        figures.Daily.Count,
        figures.Daily.Sum(users => (long)users),
        figures.Weekly.Count,
        figures.Weekly.Sum(users => (long)users),
        figures.Seconds,
        [
            .. figures.Apps.Where(app => app.ActiveUsers >= floor)
                .Select(app => new KeptMonth.App(app.Type, app.Slug, app.DisplayName, app.Seconds, app.ActiveUsers)),
        ],
        [
            .. figures.Templates.Where(template => template.ActiveUsers >= floor)
                .Select(template => new KeptMonth.Template(template.TemplateId, template.ActiveUsers, template.Seconds)),
        ])
    {
        Floor = countsOf,
    };
}
