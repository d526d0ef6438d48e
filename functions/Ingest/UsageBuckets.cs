using System.Text.Json;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Insights.Functions.Usage;

namespace Insights.Functions.Ingest;

/// <summary>Reads usage buckets from a request: usage that Coder has added up already.</summary>
internal static class UsageBuckets
{
    /// <summary>The longest name of an application, in characters.</summary>
    private const int MaxNameLength = 1024;

    /// <summary>How many applications a bucket may have of each kind.</summary>
    private const int MaxNames = 1000;

    private const string StartName = "start_time";
    private const string MinutesName = "usage_mins";

    /// <summary>The fields of a body, as they are read here.</summary>
    public static BodySchema Schema { get; } = new(
        "UsageBuckets",
        BodyField.Items(
            "buckets",
            BodyField.Id("template_id").About("The template that was used.").Required,
            BodyField.Time(StartName).About("The start of the half-hour, which is one of UTC.").Required,
            BodyField.Id("user_id").About("The user.").Required,
            BodyField.WholeNumber(MinutesName).About("How many minutes of it the template was used in.").Between(1, HalfHour.Minutes).Required,
            BodyField.Map("session_app_mins", BodyField.WholeNumber("").Between(0, HalfHour.Minutes)).About("How many of them in each session app, by the name that the agent gives it.").AtMost(MaxNames),
            BodyField.Map("app_usage_mins", BodyField.WholeNumber("").Between(0, HalfHour.Minutes)).About("How many of them in each workspace app, by slug or port; `[terminal]` is the terminal.").AtMost(MaxNames),
            BodyField.Number("median_latency_ms").About("The median of the latency in it, in milliseconds; none, or 0 or less, where none was measured.")).About("Half-hours of users, as Coder has added them up.").AtMost(ItemList.MaxItems).Required);

    /// <summary>What the buckets of a body add.</summary>
    public static UsageBatch Read(JsonElement body, EventTime bounds, Validation validation)
    {
        var batch = new UsageBatch();
        foreach (var bucket in ReadEach(body, bounds, validation))
        {
            batch.Add(bucket);
        }

        return batch;
    }

    /// <summary>The buckets of a body, one for each item that is right.</summary>
    public static List<CountedBucket> ReadEach(JsonElement body, EventTime bounds, Validation validation)
    {
        ItemList.ThrowIfTooMany(body, "buckets");
        var buckets = new List<CountedBucket>();
        foreach (var item in ItemList.Of(body, Schema, "buckets", validation))
        {
            var errors = validation.Count;
            var bucket = ReadBucket(item, bounds, out var problem);
            if (bucket is not null)
            {
                buckets.Add(bucket);
            }
            else if (validation.Count == errors)
            {
                // Each field for itself is right; together they cannot be.
                item.Fail(MinutesName, problem!);
            }
        }

        return buckets;
    }

    private static CountedBucket? ReadBucket(JsonItem item, EventTime bounds, out string? problem)
    {
        CountedBucket.TryCreate(
            item.Id("template_id"),
            ReadHalfHour(item, bounds),
            item.Id("user_id"),
            (int)item.Integer(MinutesName, 1, HalfHour.Minutes, fallback: null),
            ReadMinutes(item, "session_app_mins", MaxNameLength),
            ReadMinutes(item, "app_usage_mins", AppStats.MaxNameLength),
            item.Single("median_latency_ms"),
            out var bucket,
            out problem);
        return bucket;
    }

    private static HalfHour ReadHalfHour(JsonItem item, EventTime bounds)
    {
        if (item.Time(StartName) is not { } start)
        {
            return default;
        }

        var halfHour = HalfHour.Of(start);
        bounds.Check(item, StartName, start);
        if (halfHour.Start != start)
        {
            item.Fail(StartName, $"must be the start of a half-hour in UTC, but is {Rfc3339.Format(start)}");
        }

        return halfHour;
    }

    private static List<KeyValuePair<string, int>> ReadMinutes(JsonItem item, string map, int maxLength)
    {
        var (counts, names) = (new List<KeyValuePair<string, int>>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (name, value) in item.Map(map, MaxNames))
        {
            if (name.Length > maxLength)
            {
                item.Fail(map, FieldProblem.NameTooLong(name.Length, maxLength));
            }
            else if (!names.Add(name))
            {
                item.Fail(map, $"has the name {JsonItem.Shown(name)} twice");
            }
            else if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var minutes) && minutes is >= 0 and <= HalfHour.Minutes)
            {
                counts.Add(KeyValuePair.Create(name, minutes));
            }
            else
            {
                item.Fail($"{map}.{JsonItem.Shown(name)}", $"must be a whole number from 0 to {HalfHour.Minutes}, but is {JsonItem.Shown(value)}");
            }
        }

        return counts;
    }
}
