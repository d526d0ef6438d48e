using CsCheck;
using Insights.Functions.Reports.Forecast;
using Xunit;

namespace Insights.Functions.Tests.Reports.Forecast;

public sealed class TmpSimulation
{
    [Fact]
    public void Simulate()
    {
        using var writer = new StreamWriter("/tmp/page/sim.txt");
        foreach (var weeks in new[] { 6, 7, 8, 9, 10, 12, 14, 16, 20, 26, 39, 52 })
        {
            var rows = new List<(double Error, double Noise, double Best, double Abs, bool Growth)>();
            NoisyHistory.Of(weeks, weeks).Array[1500].Sample(
                histories =>
                {
                    foreach (var history in histories)
                    {
                        var forecast = DailyForecast.Of(history.Days, 8)!;
                        var (noise, best, abs, n) = (0.0, 0.0, 0.0, 0);
                        for (var back = 1; back <= 26 && history.Days.Length - (7 * back) >= Math.Max(28, history.Days.Length / 2); back++)
                        {
                            var origin = history.Days.Length - (7 * back);
                            foreach (var day in Enumerable.Range(origin, 7 * Math.Min(back, 8)))
                            {
                                var off = history.Days[day] - history.Week[day % 7];
                                noise += off * off;
                                abs += Math.Abs(off);
                                best += Math.Sqrt(2 / Math.PI) * history.Noise * Math.Sqrt(history.Week[day % 7]) * Math.Sqrt(1 + (1.0 / Math.Min(8, origin / 7)));
                                n++;
                            }
                        }

                        var error = forecast.Backtest.Sum(week => week.MeanAbsoluteError * week.Samples);
                        rows.Add((error / n, Math.Sqrt(noise / n), best / n, abs / n, forecast.GrowthPerWeek != 0));
                    }
                },
                iter: 1,
                threads: 1);
            var ratio = rows.Select(r => r.Error / r.Best).ToArray();
            var mean = ratio.Average();
            var sd = Math.Sqrt(ratio.Average(r => (r - mean) * (r - mean)));
            writer.WriteLine(FormattableString.Invariant($"{weeks,3}: within noise {rows.Average(r => r.Error <= r.Noise ? 1.0 : 0):F3}, error/best {mean:F3} sd {sd:F3} max {ratio.Max():F2}; error/unavoidable {rows.Average(r => r.Error / r.Abs):F3}; growth {rows.Average(r => r.Growth ? 1.0 : 0):F3}; error/best with growth {rows.Where(r => r.Growth).Select(r => r.Error / r.Best).DefaultIfEmpty(0).Average():F3} without {rows.Where(r => !r.Growth).Select(r => r.Error / r.Best).Average():F3}"));
        }
    }
}
