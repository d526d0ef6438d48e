using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>
/// Compares two answers as the conformance files ask: the order of lists, absent keys, equal numbers (latencies to 1e-6 relative), times by
/// instant and offset.
/// </summary>
public static class JsonDifference
{
    private const double LatencyTolerance = 1e-6;

    // Costs are sums of fractions, rounded to four decimals.
    private const double CostTolerance = 1.5e-4;

    /// <returns>The path and values of the first difference, null when there is none.</returns>
    /// <param name="expected">The answer wanted.</param>
    /// <param name="actual">The answer got.</param>
    /// <param name="fieldOrder">Whether the order of an object's fields matters too.</param>
    public static string? First(JsonNode? expected, JsonNode? actual, bool fieldOrder = false) =>
        First("$", "", expected, actual, fieldOrder);

    private static string? First(string path, string field, JsonNode? expected, JsonNode? actual, bool fieldOrder) =>
        (expected, actual) switch
        {
            (null, null) => null,
            (JsonObject left, JsonObject right) => Objects(path, left, right, fieldOrder),
            (JsonArray left, JsonArray right) => Arrays(path, field, left, right, fieldOrder),
            (JsonValue left, JsonValue right) when SameValue(field, path, left, right) => null,
            _ => Differ(path, expected?.ToJsonString(), actual?.ToJsonString()),
        };

    private static string? Objects(string path, JsonObject expected, JsonObject actual, bool fieldOrder)
    {
        foreach (var (name, value) in expected)
        {
            if (!actual.TryGetPropertyValue(name, out var other))
            {
                return $"{path}.{name}: expected {value?.ToJsonString() ?? "null"}, but the key is absent";
            }

            if (First($"{path}.{name}", name, value, other, fieldOrder) is { } difference)
            {
                return difference;
            }
        }

        foreach (var (name, value) in actual)
        {
            if (!expected.ContainsKey(name))
            {
                return $"{path}.{name}: expected no such key, but it is {value?.ToJsonString() ?? "null"}";
            }
        }

        var names = string.Join(", ", expected.Select(item => item.Key));
        var otherNames = string.Join(", ", actual.Select(item => item.Key));
        return fieldOrder && names != otherNames ? Differ(path, $"fields in order {names}", otherNames) : null;
    }

    private static string? Arrays(string path, string field, JsonArray expected, JsonArray actual, bool fieldOrder)
    {
        for (var i = 0; i < Math.Min(expected.Count, actual.Count); i++)
        {
            if (First($"{path}[{i}]", field, expected[i], actual[i], fieldOrder) is { } difference)
            {
                return difference;
            }
        }

        return expected.Count == actual.Count
            ? null
            : Differ($"{path}.length", $"{expected.Count} {expected.ToJsonString()}", $"{actual.Count} {actual.ToJsonString()}");
    }

    private static bool SameValue(string field, string path, JsonValue expected, JsonValue actual)
    {
        if (expected.GetValueKind() != actual.GetValueKind())
        {
            return false;
        }

        switch (expected.GetValueKind())
        {
            case JsonValueKind.Number when path.Contains("latency_ms.", StringComparison.Ordinal):
                var (left, right) = (Number(expected), Number(actual));
                return Math.Abs(left - right) <= LatencyTolerance * Math.Max(Math.Abs(left), Math.Abs(right));
            case JsonValueKind.Number when field is "cost" or "idle_cost":
                return Math.Abs(Number(expected) - Number(actual)) <= CostTolerance;
            case JsonValueKind.Number:
                return Number(expected).Equals(Number(actual));
            case JsonValueKind.String:
                return SameText(field, expected.GetValue<string>(), actual.GetValue<string>());
            default:
                return true;
        }
    }

    // An offset of "Z" and of "+00:00" is the same; a date alone is compared as text.
    private static bool SameText(string field, string expected, string actual) =>
        string.Equals(expected, actual, StringComparison.Ordinal)
        || (field is "start_time" or "end_time" or "date"
            && IsTime(expected, out var left) && IsTime(actual, out var right) && left.EqualsExact(right));

    private static bool IsTime(string text, out DateTimeOffset time)
    {
        time = default;
        return text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    private static double Number(JsonValue value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private static string Differ(string path, string? expected, string? actual) =>
        $"{path}: expected {expected ?? "null"}, but was {actual ?? "null"}";
}
