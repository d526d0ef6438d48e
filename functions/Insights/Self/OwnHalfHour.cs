using System.Text.Json.Serialization;
using Insights.Functions.Usage;

namespace Insights.Functions.Insights.Self;

/// <summary>What is stored of a user's use of one template in one half-hour.</summary>
/// <param name="StartTime">When the half-hour begins.</param>
/// <param name="TemplateId">The template.</param>
/// <param name="Used">The minutes that reports count.</param>
/// <param name="Connected">Whether a session was connected.</param>
/// <param name="SessionApps">The minutes in each session app.</param>
/// <param name="Apps">The minutes in each workspace app.</param>
/// <param name="MedianLatencyMs">The median of the latency; absent where none was measured.</param>
internal sealed record OwnHalfHour(
    DateTimeOffset StartTime,
    Guid TemplateId,
    OwnMinutes Used,
    bool Connected,
    IReadOnlyDictionary<string, OwnMinutes> SessionApps,
    IReadOnlyDictionary<string, OwnMinutes> Apps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? MedianLatencyMs)
{
    /// <summary>About how many bytes of memory one takes, with one or two applications in it.</summary>
    public const int MemorySize = 1000;

    private static readonly IReadOnlyDictionary<string, OwnMinutes> None = new Dictionary<string, OwnMinutes>();

    public static OwnHalfHour Of(Guid template, UsageSegment segment, int bucket)
    {
        var median = MedianLatency.Of(segment, bucket, segment.Used[bucket]);
        return new(
            new HalfHour(segment.HalfHours[bucket]).Start,
            template,
            OwnMinutes.Of(segment.Used[bucket]),
            segment.Connected[bucket],
            MinutesOf(segment.Sessions, segment.SessionNames, bucket),
            MinutesOf(segment.Apps, segment.AppNames, bucket),
            float.IsNaN(median) ? null : median);
    }

    private static IReadOnlyDictionary<string, OwnMinutes> MinutesOf(MaskColumn column, string[] names, int bucket) => column.CountOf(bucket) == 0
        ? None
        : Enumerable.Range(column.Starts[bucket], column.CountOf(bucket))
            .ToDictionary(place => names[column.Names[place]], place => OwnMinutes.Of(column.Minutes[place]), StringComparer.Ordinal);
}
