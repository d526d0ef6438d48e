using System.Text.Json;

namespace Insights.Functions.Http;

/// <summary>The lists of items at the top of a request's body.</summary>
internal static class ItemList
{
    /// <summary>The most items that one request may have.</summary>
    public const int MaxItems = 10_000;

    /// <summary>The items of a list; those that are no objects are recorded as errors.</summary>
    /// <exception cref="ApiException">413 for more than <see cref="MaxItems"/>.</exception>
    public static IEnumerable<JsonItem> Of(JsonElement body, string name, bool required, Validation validation)
    {
        if (!body.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            if (required)
            {
                validation.Add(name, "must be given: a list of objects");
            }

            yield break;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            validation.Add(name, $"must be a list of objects, but is {JsonItem.Shown(list)}");
            yield break;
        }

        if (list.GetArrayLength() > MaxItems)
        {
            throw ApiException.TooLarge($"\"{name}\" has {list.GetArrayLength()} items; a request may have {MaxItems}. Send them in parts.");
        }

        var index = 0;
        foreach (var entry in list.EnumerateArray())
        {
            if (validation.IsFull)
            {
                yield break;
            }

            var at = index++;
            string Path() => $"{name}[{at}]";
            if (entry.ValueKind == JsonValueKind.Object)
            {
                yield return new JsonItem(entry, Path, validation);
            }
            else
            {
                validation.Add(Path(), $"must be an object, but is {JsonItem.Shown(entry)}");
            }
        }
    }
}
