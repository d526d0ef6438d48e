using System.Text.Json.Serialization;
using Insights.Functions.Reports.Trends;
using Insights.Functions.Storage;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights.Trends;

/// <summary>The answer of <c>/insights/trends</c>. Means are rounded to hundredths, shares to ten thousandths.</summary>
/// <param name="Report">The report.</param>
internal sealed record TrendsAnswer(TrendsAnswer.Section Report)
{
    /// <summary>A long range by interval.</summary>
    /// <param name="StartTime">The start of the period, in the offset that was asked for.</param>
    /// <param name="EndTime">The end of the period, which is no part of it.</param>
    /// <param name="Interval"><c>month</c> or <c>quarter</c>.</param>
    /// <param name="KeptLeftOut">Whether months that are kept are not among the slots, since the question is not the one that they were kept for; absent where none is left out.</param>
    /// <param name="Slots">The intervals, in order.</param>
    internal sealed record Section(
        DateTimeOffset StartTime,
        DateTimeOffset EndTime,
        string Interval,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool KeptLeftOut,
        IReadOnlyList<Slot> Slots);

    /// <summary>A month or a quarter.</summary>
    /// <param name="StartTime">The start of the slot.</param>
    /// <param name="EndTime">The end of the slot, which is no part of it.</param>
    /// <param name="Kept">Whether its usage is purged, and these are the figures that were kept of it.</param>
    /// <param name="ActiveUsers">Its distinct users; null where they cannot be told any more.</param>
    /// <param name="DailyActiveUsers">The mean of the distinct users of a day; null without a whole day.</param>
    /// <param name="WeeklyActiveUsers">The mean of the distinct users of a week; null without a whole week.</param>
    /// <param name="MonthlyActiveUsers">The mean of the distinct users of a month; null without a whole month.</param>
    /// <param name="Stickiness"><c>daily_active_users</c> of <c>monthly_active_users</c>; null without any.</param>
    /// <param name="Seconds">60 for each minute of usage, at most 30 of them in a user's half-hour.</param>
    /// <param name="Apps">By application.</param>
    /// <param name="Templates">By template, ascending by id.</param>
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
        public static Slot Of(TrendFigures figures) => new(
            figures.Period.Whole.Start,
            figures.Period.Whole.End,
            Kept: false,
            figures.ActiveUsers,
            Mean(Sum(figures.Daily), figures.Daily.Count),
            Mean(Sum(figures.Weekly), figures.Weekly.Count),
            Mean(Sum(figures.Monthly), figures.Monthly.Count),
            Share(Sum(figures.Daily), figures.Daily.Count, Sum(figures.Monthly), figures.Monthly.Count),
            figures.Seconds,
            figures.Apps,
            figures.Templates);

        /// <summary>Kept months, or what of quarters is kept: users of several months are not known to be the same, so that those of a quarter are not known.</summary>
        public static IEnumerable<Slot> Of(IReadOnlyList<(DateOnly Month, KeptMonth Figures)> months, TrendInterval interval) =>
            from slot in months.GroupBy(month => ((month.Month.Year * 12) + month.Month.Month - 1) / interval.Months)
            let figures = slot.Select(month => month.Figures).ToArray()
            let users = figures.Sum(month => (long)month.ActiveUsers)
            let userDays = figures.Sum(month => month.UserDays)
            let days = figures.Sum(month => month.Days)
            select new Slot(
                StartOf(slot.First().Month),
                StartOf(slot.Last().Month.AddMonths(1)),
                Kept: true,
                interval.Months == 1 ? figures[0].ActiveUsers : null,
                Mean(userDays, days),
                Mean(figures.Sum(month => month.UserWeeks), figures.Sum(month => month.Weeks)),
                Mean(users, figures.Length),
                Share(userDays, days, users, figures.Length),
                figures.Sum(month => month.Seconds),
                [
                    .. figures.SelectMany(month => month.Apps).GroupBy(app => (app.Type, app.Slug, app.DisplayName)).Select(app => new TrendApp(
                        app.Key.Type, app.Key.Slug, app.Key.DisplayName, app.Sum(month => month.Seconds), app.Max(month => month.ActiveUsers))),
                ],
                [
                    .. figures.SelectMany(month => month.Templates).GroupBy(template => template.TemplateId).OrderBy(template => template.Key)
                        .Select(template => new TrendTemplate(template.Key, template.Max(month => month.ActiveUsers), template.Sum(month => month.Seconds))),
                ]);

        private static DateTimeOffset StartOf(DateOnly day) => HalfHour.FirstOf(day).Start;

        private static long Sum(IReadOnlyList<int> counts) => counts.Sum(count => (long)count);

        private static double? Mean(long sum, int count) => count == 0 ? null : Rounded((double)sum / count, 2);

        private static double? Share(long daily, int days, long monthly, int months) =>
            days == 0 || monthly == 0 ? null : Rounded((double)daily / days / ((double)monthly / months), 4);

        private static double Rounded(double figure, int digits) => Math.Round(figure, digits, MidpointRounding.AwayFromZero);
    }
}
