using System.Text.Json.Serialization;
using Insights.Functions.Reports;

namespace Insights.Functions.Insights;

/// <summary>A period in a few figures: what a page shows above everything else, and compares with another period.</summary>
/// <param name="ActiveUsers">The distinct users with a bucket in the period.</param>
/// <param name="Seconds">60 for each minute of usage; at most 30 minutes of a user's half-hour.</param>
/// <param name="LatencyMs">How the connections of users were.</param>
internal sealed record ScreenFigures(int ActiveUsers, long Seconds, ScreenFigures.UsersLatency LatencyMs)
{
    /// <summary>Above how many milliseconds a latency is poor, as Coder colours it.</summary>
    private const double Poor = 300;

    /// <summary>The figures of a period, of the reports on it.</summary>
    public static ScreenFigures Of(OverviewReport usage, LatencyReport latency)
    {
        double[] medians = [.. latency.Users.Select(user => user.P50).Where(median => median >= 0).Order()];
        return new ScreenFigures(
            usage.ActiveUsers,
            usage.Seconds,
            new UsersLatency(medians.Length == 0 ? -1 : Percentile.Of(medians, 0.5), medians.Length, medians.Count(median => median > Poor)));
    }

    /// <summary>How the connections of users were.</summary>
    /// <param name="P50">The median of the medians of users; -1 where none was measured.</param>
    /// <param name="MeasuredUsers">How many users were measured.</param>
    /// <param name="PoorUsers">How many of them have a median above 300 ms.</param>
    internal sealed record UsersLatency([property: JsonPropertyName("p50")] double P50, int MeasuredUsers, int PoorUsers);
}
