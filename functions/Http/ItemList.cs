using System.Text.Json;
using Insights.Functions.Http.Operations;

namespace Insights.Functions.Http;

/// <summary>The lists of items at the top of a request's body.</summary>
internal static class ItemList
{
    /// <summary>The most items that one request may have, in all of its lists together.</summary>
    public const int MaxItems = 10_000;

    /// <summary>Ends a request whose lists have more items than it may have.</summary>
    /// <exception cref="ApiException">413 for more than <see cref="MaxItems"/>.</exception>
    public static void ThrowIfTooMany(JsonElement body, params ReadOnlySpan<string> names)
    {
        var count = 0;
        foreach (var name in names)
        {
            count += body.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;
        }

        ThrowIfTooMany(count);
    }

    /// <summary>Ends a request that has more items than it may have.</summary>
    /// <exception cref="ApiException">413 for more than <see cref="MaxItems"/>.</exception>
    public static void ThrowIfTooMany(int count)
    {
        if (count > MaxItems)
        {
            throw ApiException.TooLarge($"The request has {count} items; it may have {MaxItems}. Send them in parts.");
        }
    }

    /// <summary>
    /// The items of a list; those that are no objects are recorded as errors. How many there may be is for
    /// <see cref="ThrowIfTooMany(JsonElement, ReadOnlySpan{string})"/> to say, once for all lists of the request.
    /// </summary>
    /// <param name="body">The body.</param>
    /// <param name="schema">What it may be, which says whether the list must be given.</param>
    /// <param name="name">The name of the list.</param>
    /// <param name="validation">Where errors go.</param>
    public static IEnumerable<JsonItem> Of(JsonElement body, BodySchema schema, string name, Validation validation)
    {
        var declared = schema.Fields.First(field => field.Name == name);
        if (!body.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            if (declared.IsRequired)
            {
                validation.Add(name, FieldProblem.NoList);
            }

            yield break;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            validation.Add(name, FieldProblem.NotAListOfObjects(JsonItem.Shown(list)));
            yield break;
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
                yield return new JsonItem(entry, Path, validation, declared.Fields);
            }
            else
            {
                validation.Add(Path(), FieldProblem.NotAnObject(JsonItem.Shown(entry)));
            }
        }
    }
}
