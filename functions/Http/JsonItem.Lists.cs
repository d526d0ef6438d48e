using System.Text.Json;

namespace Insights.Functions.Http;

/// <content>The lists of an object.</content>
internal readonly partial struct JsonItem
{
    /// <summary>How long a list is; 0 for what is none.</summary>
    public int CountOf(string name) => TryGet(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;

    /// <summary>The items of a list of objects; none when it is left out.</summary>
    public IEnumerable<JsonItem> Items(string name, int maxCount)
    {
        if (!TryGetList(name, maxCount, out var list))
        {
            yield break;
        }

        var (outer, errors, index, inner) = (path, validation, 0, FieldOf(name)?.Fields);
        foreach (var entry in list.EnumerateArray())
        {
            var at = index++;
            string ItemPath() => $"{PathOf(outer(), name)}[{at}]";
            if (entry.ValueKind == JsonValueKind.Object)
            {
                yield return new JsonItem(entry, ItemPath, errors, inner);
            }
            else
            {
                errors.Add(ItemPath(), FieldProblem.NotAnObject(Shown(entry)));
            }
        }
    }

    /// <summary>A list of UUIDs; null when it is left out.</summary>
    public IReadOnlyList<Guid>? OptionalIds(string name, int maxCount)
    {
        if (!TryGetList(name, maxCount, out var list))
        {
            return null;
        }

        var ids = new List<Guid>();
        foreach (var (index, entry) in list.EnumerateArray().Index())
        {
            if (entry.ValueKind == JsonValueKind.String && entry.TryGetGuid(out var id))
            {
                ids.Add(id);
            }
            else
            {
                Fail($"{name}[{index}]", FieldProblem.NotAnId(Shown(entry)));
            }
        }

        return ids;
    }

    /// <summary>A list of texts; none when it is left out.</summary>
    public IReadOnlyList<string> Texts(string name, int maxCount, int maxLength)
    {
        var texts = new List<string>();
        if (!TryGetList(name, maxCount, out var list))
        {
            return texts;
        }

        foreach (var (index, entry) in list.EnumerateArray().Index())
        {
            if (entry.ValueKind == JsonValueKind.String && entry.GetString() is { } text && text.Length <= maxLength)
            {
                texts.Add(text);
            }
            else
            {
                Fail($"{name}[{index}]", $"must be text of at most {maxLength} characters, but is {Shown(entry)}");
            }
        }

        return texts;
    }

    /// <summary>A list of words of a given choice, each once; none when it is left out.</summary>
    public IReadOnlyList<string> Choices(string name, IReadOnlyList<string> choice)
    {
        var words = new List<string>();
        if (!TryGetList(name, choice.Count, out var list))
        {
            return words;
        }

        foreach (var (index, entry) in list.EnumerateArray().Index())
        {
            var word = entry.ValueKind == JsonValueKind.String ? entry.GetString()! : null;
            if (word is null || !choice.Contains(word))
            {
                Fail($"{name}[{index}]", $"must be one of {string.Join(", ", choice)}, but is {Shown(entry)}");
            }
            else if (!words.Contains(word))
            {
                words.Add(word);
            }
        }

        return words;
    }

    private bool TryGetList(string name, int maxCount, out JsonElement list)
    {
        if (!TryGet(name, out list))
        {
            return false;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            Fail(name, $"must be a list, but is {Shown(list)}");
            return false;
        }

        if (list.GetArrayLength() > maxCount)
        {
            Fail(name, $"may have {maxCount} items, but has {list.GetArrayLength()}");
            return false;
        }

        return true;
    }
}
