using CsCheck;
using Insights.Functions.Reports.Forecast;
using Xunit;

namespace Insights.Functions.Tests.Reports.Forecast;

/// <summary>What is to come, of histories of which it is known.</summary>
public sealed class DailyForecastTests
{
    private const int Weeks = 8;

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

    [Fact]
    public void Of_a_repeating_week_with_noise_the_error_is_within_the_noise_and_the_bands_hold_what_they_say()
    {
        const double Noise = 4;
        var errors = new List<double>();
        var (inside80, inside95, all) = (0, 0, 0);
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var history = Repeated(Week, 26 * 7).Select(users => Math.Max(0, users + (Noise * Normal(random)))).ToArray();
            var forecast = DailyForecast.Of(history, Weeks)!;
            Assert.Equal(Weeks, forecast.Backtest.Count);
            errors.Add(forecast.Backtest.Average(week => week.MeanAbsoluteError));
            Assert.All(forecast.Backtest, week => Assert.InRange(week.MeanAbsoluteError, 0.01, 1.4 * Noise));
            Assert.All(forecast.Days.Zip(Repeated(Week, 7 * Weeks)), day => Assert.InRange(day.First.Expected, day.Second - (2 * Noise), day.Second + (2 * Noise)));

            // What then comes has the same noise.
            foreach (var (day, users) in forecast.Days.Zip(Repeated(Week, 7 * Weeks)).Where((_, day) => day % 7 < 5))
            {
                var actual = users + (Noise * Normal(random));
                (inside80, inside95, all) = (inside80 + (day.Band80.Contains(actual) ? 1 : 0), inside95 + (day.Band95.Contains(actual) ? 1 : 0), all + 1);
            }
        }

        Assert.InRange(errors.Average(), 0.01, Noise);
        Assert.InRange((double)inside80 / all, 0.72, 0.88);
        Assert.InRange((double)inside95 / all, 0.9, 0.99);
    }

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

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double[] Repeated(double[] week, int days) => [.. Enumerable.Range(0, days).Select(day => week[day % 7])];
}
