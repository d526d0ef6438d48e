using System.Text.Json;

namespace Insights.Functions.Benchmarks;

/// <summary>What the three reports say, for a comparison.</summary>
/// <param name="Seconds">The seconds of each user.</param>
/// <param name="Latencies">The percentiles of each user.</param>
/// <param name="ActiveUsers">The distinct users.</param>
/// <param name="Families">The seconds of the families, in the order in which they are listed.</param>
/// <param name="Slots">The distinct users of each day.</param>
/// <param name="Apps">The seconds and runs of each application, by slug.</param>
internal sealed record ReportFigures(
    IReadOnlyDictionary<Guid, long> Seconds,
    IReadOnlyDictionary<Guid, (double P50, double P95)> Latencies,
    int ActiveUsers,
    IReadOnlyList<long> Families,
    IReadOnlyList<int> Slots,
    IReadOnlyList<(string Slug, long Seconds, long Runs)> Apps)
{
    // Interpolation rounds, and not everywhere in the same order.
    private const double Tolerance = 1e-6;

    public static ReportFigures Of(JsonElement templates, JsonElement activity, JsonElement latency)
    {
        var report = templates.GetProperty("report");
        var apps = report.GetProperty("apps_usage").EnumerateArray().ToLookup(app => app.GetProperty("type").GetString());
        return new ReportFigures(
            Users(activity).ToDictionary(Id, user => user.GetProperty("seconds").GetInt64()),
            Users(latency).ToDictionary(Id, user => (
                user.GetProperty("latency_ms").GetProperty("p50").GetDouble(), user.GetProperty("latency_ms").GetProperty("p95").GetDouble())),
            report.GetProperty("active_users").GetInt32(),
            [.. apps["builtin"].Select(Seconds)],
            [.. templates.GetProperty("interval_reports").EnumerateArray().Select(slot => slot.GetProperty("active_users").GetInt32())],
            [.. apps["app"].Select(app => (app.GetProperty("slug").GetString()!, Seconds(app), app.GetProperty("times_used").GetInt64()))]);

        static IEnumerable<JsonElement> Users(JsonElement report) => report.GetProperty("report").GetProperty("users").EnumerateArray();
        static Guid Id(JsonElement user) => user.GetProperty("user_id").GetGuid();
        static long Seconds(JsonElement app) => app.GetProperty("seconds").GetInt64();
    }

    /// <summary>Fails where another figure is said.</summary>
    public void MustBe(ReportFigures other)
    {
        if (!(Seconds.Count == other.Seconds.Count && Seconds.All(user => other.Seconds.GetValueOrDefault(user.Key) == user.Value)
            && Latencies.All(user => other.Latencies.TryGetValue(user.Key, out var its) && IsNear(user.Value.P50, its.P50) && IsNear(user.Value.P95, its.P95))
            && ActiveUsers == other.ActiveUsers && Families.SequenceEqual(other.Families) && Slots.SequenceEqual(other.Slots) && Apps.SequenceEqual(other.Apps)))
        {
            throw new InvalidOperationException(
                $"The service and the queries say different figures: {ActiveUsers} and {other.ActiveUsers} users, {Seconds.Values.Sum()} and {other.Seconds.Values.Sum()} seconds, "
                + $"[{string.Join(' ', Families)}] and [{string.Join(' ', other.Families)}], [{string.Join(' ', Apps)}] and [{string.Join(' ', other.Apps)}].");
        }
    }

    private static bool IsNear(double one, double other) => Math.Abs(one - other) <= Tolerance * Math.Max(1, Math.Abs(one));
}
