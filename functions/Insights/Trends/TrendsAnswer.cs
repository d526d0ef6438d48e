using Insights.Functions.Reports.Trends;

namespace Insights.Functions.Insights.Trends;

/// <summary>The answer of <c>/insights/trends</c>. Means are rounded to hundredths, shares to ten thousandths.</summary>
internal sealed record TrendsAnswer(TrendsAnswer.Section Report)
{
    internal sealed record Section(DateTimeOffset StartTime, DateTimeOffset EndTime, string Interval, IReadOnlyList<Slot> Slots);

    internal sealed record Slot(
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        bool Kept,
        int? ActiveUsers,
        double? DailyActiveUsers,
        double? WeeklyActiveUsers,
        double? MonthlyActiveUsers,
        double? Stickiness,
        long Seconds,
        IReadOnlyList<TrendApp> Apps,
        IReadOnlyList<TrendTemplate> Templates)
    {
        public static Slot Of(TrendFigures figures)
        {
            var (daily, monthly) = (MeanOf(figures.Daily), MeanOf(figures.Monthly));
            return new Slot(
                figures.Period.Whole.Start,
                figures.Period.Whole.End,
                Kept: false,
                figures.ActiveUsers,
                Rounded(daily, 2),
                Rounded(MeanOf(figures.Weekly), 2),
                Rounded(monthly, 2),
                monthly > 0 ? Rounded(daily / monthly, 4) : null,
                figures.Seconds,
                figures.Apps,
                figures.Templates);
        }

        private static double? MeanOf(IReadOnlyList<int> counts) => counts.Count == 0 ? null : counts.Average();

        private static double? Rounded(double? figure, int digits) => figure is { } number ? Math.Round(number, digits, MidpointRounding.AwayFromZero) : null;
    }
}
