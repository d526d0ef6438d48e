using System.Globalization;
using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Reference;

/// <summary>
/// Moves times by whole weeks in their written form: only the date changes, so fraction, offset and weekday stay. A case with a
/// <c>timezone</c> keeps its meaning only where both dates have the same offset in it.
/// </summary>
public static class WeekShift
{
    private const string DateFormat = "yyyy-MM-dd";

    private static readonly string[] Times =
        ["created_at", "session_started_at", "session_ended_at", "start_time", "end_time", "date"];

    public static T Shifted<T>(T node, int weeks)
        where T : JsonNode
    {
        ArgumentNullException.ThrowIfNull(node);
        var copy = (T)node.DeepClone();
        Shift(copy, weeks);
        return copy;
    }

    private static void Shift(JsonNode? node, int weeks)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Shift(item, weeks);
            }
        }
        else if (node is JsonObject item)
        {
            foreach (var (name, value) in item.ToList())
            {
                if (Times.Contains(name) && value is JsonValue)
                {
                    item[name] = ShiftText(value.GetValue<string>(), weeks);
                }
                else
                {
                    Shift(value, weeks);
                }
            }
        }
    }

    private static string ShiftText(string text, int weeks)
    {
        var date = DateOnly.ParseExact(text[..DateFormat.Length], DateFormat, CultureInfo.InvariantCulture).AddDays(7 * weeks);
        return date.ToString(DateFormat, CultureInfo.InvariantCulture) + text[DateFormat.Length..];
    }
}
