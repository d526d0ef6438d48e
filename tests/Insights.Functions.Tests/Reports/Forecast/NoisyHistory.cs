using CsCheck;

namespace Insights.Functions.Tests.Reports.Forecast;

/// <summary>A week that repeats with noise, so that it is known what a forecast of it ought to say.</summary>
/// <param name="Week">The week without noise.</param>
/// <param name="Noise">The standard deviation of the noise of a day with one user: counts of people vary with the root of their number.</param>
/// <param name="Days">The days, with noise.</param>
/// <param name="Seed">Where the noise of what then comes is from.</param>
internal sealed record NoisyHistory(double[] Week, double Noise, double[] Days, int Seed)
{
    private const int DaysInWeek = 7;

    /// <summary>Histories of so many weeks: busy and quiet days, and noise of 2 to 17 % of a busy one.</summary>
    public static Gen<NoisyHistory> Of(int fewest, int most) => Gen.Select(
            Gen.Int[20, 320], Gen.Double[0, 1].Array[DaysInWeek], Gen.Double[0.02, 0.17], Gen.Int[fewest, most], Gen.Int)
        .Select((level, shares, noise, weeks, seed) =>
        {
            double[] week = [.. shares.Select((share, day) => level * (day < 5 ? 0.7 + (0.6 * share) : 0.3 * share))];
            var random = new Random(seed);
            var ofOne = noise * Math.Sqrt(level);
            return new NoisyHistory(week, ofOne, [.. Enumerable.Range(0, weeks * DaysInWeek).Select(day => Noisy(week, ofOne, day, random))], random.Next());
        });

    /// <summary>The days that then come.</summary>
    public IEnumerable<double> Next(int days)
    {
        var random = new Random(Seed);
        return Enumerable.Range(Days.Length, days).Select(day => Noisy(Week, Noise, day, random)).ToArray();
    }

    private static double Noisy(double[] week, double noise, int day, Random random) =>
        Math.Max(0, week[day % DaysInWeek] + (noise * Math.Sqrt(week[day % DaysInWeek]) * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())));
}
