using CsCheck;
using Insights.Functions.Reports.Forecast;
using Xunit;

namespace Insights.Functions.Tests.Reports.Forecast;

/// <summary>What is to come, of histories of which it is known.</summary>
public sealed class DailyForecastTests
{
    private const int Weeks = 8;

    // The mean of the absolute value of a normal figure, in standard deviations.
    private static readonly double MeanOfNormal = Math.Sqrt(2 / Math.PI);

    private static readonly double[] Week = [48, 52, 51, 50, 40, 6, 5];

    private static readonly Gen<double[]> AnyWeek = Gen.Int[0, 200].Select(users => (double)users).Array[7];

    [Fact]
    public void Six_weeks_are_enough_and_a_day_less_is_not()
    {
        Assert.Null(DailyForecast.Of(Repeated(Week, 41), Weeks));
        Assert.NotNull(DailyForecast.Of(Repeated(Week, 42), Weeks));
    }

    [Fact]
    public void A_week_that_repeats_goes_on_without_any_error() =>
        Gen.Select(AnyWeek, Gen.Int[42, 200]).Sample((week, days) =>
        {
            var forecast = DailyForecast.Of(Repeated(week, days), Weeks)!;
            Assert.Equal(Repeated(week, days + (7 * Weeks)).Skip(days), forecast.Days.Select(day => day.Expected));
            Assert.All(forecast.Days, day => Assert.Equal(day.Band95.High, day.Expected));
            Assert.All(forecast.Backtest, one => Assert.Equal(0, one.MeanAbsoluteError));
            Assert.Equal(0, forecast.GrowthPerWeek);
        });

    /// <summary>
    /// Who knew the true week would be wrong by the noise, and no forecast by less: what one is to be judged by is what it adds. The root of
    /// the mean square of the noise, on the very days that the backtest compares, is what is called the noise here. The histories are others
    /// each time.
    /// </summary>
    [Fact]
    public void Of_repeating_weeks_with_noise_the_error_is_within_the_noise_in_95_of_100_histories_and_hardly_above_that_of_who_knows_the_week() =>
        NoisyHistory.Of(26, 52).Array[200].Sample(
            histories =>
            {
                var errors = histories.Select(history =>
                {
                    var backtest = DailyForecast.Of(history.Days, Weeks)!.Backtest;
                    double[] noise = [.. ComparedDays(history.Days.Length).Select(day => history.Days[day] - history.Week[day % 7])];
                    Assert.Equal(noise.Length, backtest.Sum(week => week.Samples));
                    return (Error: backtest.Sum(week => week.MeanAbsoluteError * week.Samples) / noise.Length,
                        Noise: Math.Sqrt(noise.Average(one => one * one)),
                        Unavoidable: noise.Average(Math.Abs));
                }).ToArray();
                Assert.InRange(errors.Count(one => one.Error <= one.Noise), 190, 200);
                Assert.InRange(errors.Average(one => one.Error / one.Unavoidable), 1, 1.15);
            },
            iter: 1,
            threads: 1);

    /// <summary>
    /// Who has seen a week but k times knows it to its noise by the root of k at best, so is wrong by roots of 1 + 1/k of who knows it; and a
    /// backtest of few weeks compares few days, so that its error is itself a sample: it may be above the noise. How often it is stays far
    /// from these bounds: less than once in a million runs are they met by chance.
    /// </summary>
    [Theory]
    [InlineData(6, 104, 1.2)]
    [InlineData(7, 112, 1.17)]
    [InlineData(8, 122, 1.13)]
    [InlineData(10, 126, 1.12)]
    [InlineData(12, 134, 1.11)]
    [InlineData(16, 139, 1.1)]
    [InlineData(20, 139, 1.1)]
    [InlineData(26, 141, 1.08)]
    public void From_six_weeks_on_the_error_is_hardly_above_the_least_there_can_be_and_within_the_noise_as_often_as_so_few_days_tell(int weeks, int within, double above) =>
        NoisyHistory.Of(weeks, weeks).Array[150].Sample(
            histories =>
            {
                var errors = histories.Select(history =>
                {
                    var backtest = DailyForecast.Of(history.Days, Weeks)!.Backtest;
                    var days = ComparedDaysFrom(history.Days.Length).ToArray();
                    return (Error: backtest.Sum(week => week.MeanAbsoluteError * week.Samples) / days.Length,
                        Noise: Math.Sqrt(days.Average(one => Math.Pow(history.Days[one.Day] - history.Week[one.Day % 7], 2))),
                        Least: days.Average(one => MeanOfNormal * history.Noise * Math.Sqrt(history.Week[one.Day % 7] * (1 + (1.0 / Math.Min(8, one.Weeks))))));
                }).ToArray();
                Assert.InRange(errors.Count(one => one.Error <= one.Noise), within, 150);
                Assert.InRange(errors.Average(one => one.Error / one.Least), 0.9, above);
            },
            iter: 1,
            threads: 1);

    [Fact]
    public void Bands_hold_what_they_say_of_what_then_comes() =>
        NoisyHistory.Of(12, 52).Array[200].Sample(
            histories =>
            {
                var held = histories.SelectMany(history => DailyForecast.Of(history.Days, Weeks)!.Days.Zip(history.Next(7 * Weeks))).ToArray();
                Assert.InRange(held.Average(day => day.First.Band80.Contains(day.Second) ? 1.0 : 0), 0.77, 0.9);
                Assert.InRange(held.Average(day => day.First.Band95.Contains(day.Second) ? 1.0 : 0), 0.92, 0.985);
            },
            iter: 1,
            threads: 1);

    [Fact]
    public void Holidays_and_outages_move_a_forecast_by_less_than_the_noise_in_95_of_100_histories() =>
        Gen.Select(NoisyHistory.Of(26, 52), Gen.Double[0, 1], Gen.Double[0, 1]).Array[200].Sample(
            histories => Assert.InRange(
                histories.Count(one =>
                {
                    var (history, holiday, outage) = one;
                    double[] bent = [.. history.Days];
                    Array.Clear(bent, (int)(holiday * (bent.Length - 14)), 14);
                    bent[(int)(outage * (bent.Length - 1))] = 0;
                    return DailyForecast.Of(history.Days, Weeks)!.Days.Zip(DailyForecast.Of(bent, Weeks)!.Days)
                        .Average(day => Math.Abs(day.First.Expected - day.Second.Expected)) <= history.Week.Average(users => history.Noise * Math.Sqrt(users));
                }),
                190,
                200),
            iter: 1,
            threads: 1);

    [Fact]
    public void A_growth_that_chance_alone_would_show_is_none_and_one_that_shows_is_found() =>
        NoisyHistory.Of(16, 52).Array[200].Sample(
            histories =>
            {
                // One in a hundred is what the test of it lets through: 15 of 200 are so once in ten million runs.
                Assert.InRange(histories.Count(history => DailyForecast.Of(history.Days, Weeks)!.GrowthPerWeek == 0), 186, 200);
                Assert.All(histories, history =>
                {
                    var last = history.Days.Length / 7;
                    var grown = history.Days.Select((users, day) => users + (history.Week[day % 7] * 1.5 * (day / 7) / last)).ToArray();
                    Assert.True(DailyForecast.Of(grown, Weeks)!.GrowthPerWeek > 0);
                });
            },
            iter: 1,
            threads: 1);

    [Fact]
    public void Holidays_and_outages_in_history_do_not_bend_it() =>
        Gen.Select(AnyWeek, Gen.Int[0, 23], Gen.Int[0, 181]).Sample((week, holiday, outage) =>
        {
            var history = Repeated(week, 26 * 7);
            Array.Clear(history, holiday * 7, 14);
            history[outage] = 0;
            var forecast = DailyForecast.Of(history, Weeks)!;
            Assert.Equal(Repeated(week, 7 * Weeks), forecast.Days.Select(day => day.Expected));
        });

    [Fact]
    public void What_grew_grows_on_more_slowly_and_every_weekday_by_its_own_share()
    {
        // By 1 % of the median a week, and nobody at weekends.
        double[] week = [100, 100, 100, 100, 100, 0, 0];
        var history = Repeated(week, 20 * 7).Select((users, day) => users * (1 + (0.01 * ((day / 7) - 9.5)))).ToArray();
        var forecast = DailyForecast.Of(history, 12)!;
        Assert.Equal(0.01, forecast.GrowthPerWeek, 9);
        var mondays = forecast.Days.Where((_, day) => day % 7 == 0).Select(day => day.Expected).ToArray();
        Assert.All(mondays.Zip(mondays.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 0.01, 0.999));
        Assert.InRange(mondays[0], history[^7], history[^7] + 1);
        Assert.All(forecast.Days.Where((_, day) => day % 7 > 4), weekend => Assert.Equal(0, weekend.Expected));
    }

    [Fact]
    public void Bands_lie_around_what_is_expected_grow_with_the_weeks_and_never_go_below_nobody() =>
        Gen.Int[0, 60].Select(users => (double)users).Array[42, 120].Sample(history =>
        {
            var forecast = DailyForecast.Of(history, 12)!;
            Assert.All(forecast.Days, day => Assert.True(
                day.Band95.Low >= 0 && day.Band95.Low <= day.Band80.Low && day.Band80.Low <= day.Expected
                && day.Expected <= day.Band80.High && day.Band80.High <= day.Band95.High));
            var busiest = forecast.Days.Chunk(7).Select(week => week.MaxBy(day => day.Expected));
            var widths = busiest.Select(day => (day.Band95.High - day.Expected) / Math.Sqrt(Math.Max(1, day.Expected))).ToArray();
            Assert.All(widths.Zip(widths.Skip(1)), pair => Assert.True(pair.Second >= pair.First - 1e-9));
        });

    // The days that a backtest compares with its forecasts, each as often as it does.
    private static IEnumerable<int> ComparedDays(int days) => ComparedDaysFrom(days).Select(one => one.Day);

    // The same, each with the weeks that its forecast was made from.
    private static IEnumerable<(int Day, int Weeks)> ComparedDaysFrom(int days)
    {
        for (var back = 1; back <= 26 && days - (7 * back) >= Math.Max(28, days / 2); back++)
        {
            foreach (var day in Enumerable.Range(days - (7 * back), 7 * Math.Min(back, Weeks)))
            {
                yield return (day, (days / 7) - back);
            }
        }
    }

    private static double[] Repeated(double[] week, int days) => [.. Enumerable.Range(0, days).Select(day => week[day % 7])];
}
