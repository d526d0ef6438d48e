namespace Insights.Local.Demo;

/// <summary>
/// Latency is log-normal around the user's median. The factors are drawn once: a logarithm and a cosine a stat would cost more than
/// writing it.
/// </summary>
internal static class LatencyModel
{
    private const int Factors = 4096;

    private static readonly double[] Jitter = Draw(0.12);
    private static readonly double[] Hourly = Draw(0.14);

    /// <summary>In milliseconds, to a tenth.</summary>
    public static double At(DemoUser user, long minute)
    {
        var jitter = Dice.Mix(user.Seed ^ (ulong)minute);
        var congestion = Dice.Mix(user.Seed ^ (ulong)(minute / 60) << 32);
        return Math.Round(user.LatencyMs * Jitter[jitter % Factors] * Hourly[congestion % Factors], 1);
    }

    private static double[] Draw(double sigma)
    {
        var dice = new Dice(StableId.SeedOf("latency"));
        return [.. Enumerable.Range(0, Factors).Select(_ => Math.Exp(sigma * dice.Normal()))];
    }
}
