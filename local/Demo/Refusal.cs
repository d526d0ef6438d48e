using System.Net;
using System.Text.Json;

namespace Insights.Local.Demo;

/// <summary>An error answer (`{message, detail, validations}`) as one readable text.</summary>
internal static class Refusal
{
    private const int MaxValidations = 10;
    private const int MaxRaw = 400;

    public static string Describe(string route, HttpStatusCode status, string body)
    {
        var head = $"POST {route} was answered with {(int)status} {status}";
        try
        {
            using var json = JsonDocument.Parse(body);
            return string.Join(Environment.NewLine + "  ", Lines(json.RootElement).Prepend($"{head}: {Text(json.RootElement, "message")}"));
        }
        catch (JsonException)
        {
            return $"{head}: {body[..Math.Min(body.Length, MaxRaw)]}";
        }
    }

    private static IEnumerable<string> Lines(JsonElement error)
    {
        if (Text(error, "detail") is { Length: > 0 } detail)
        {
            yield return detail;
        }

        if (error.ValueKind != JsonValueKind.Object
            || !error.TryGetProperty("validations", out var validations)
            || validations.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        foreach (var validation in validations.EnumerateArray().Take(MaxValidations))
        {
            yield return $"{Text(validation, "field")}: {Text(validation, "detail")}";
        }

        if (validations.GetArrayLength() > MaxValidations)
        {
            yield return $"and {validations.GetArrayLength() - MaxValidations} more";
        }
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) ? text.ToString() : "";
}
