using System.Runtime.InteropServices;
using System.Text.Json;
using Insights.Functions.Http.Operations;

namespace Insights.Functions.Http;

/// <summary>
/// Reads the fields of one JSON object of a request, strictly: a field that is missing, of another type or out of range is recorded
/// under its path, and a harmless value is returned in its place so that the other fields are looked at too. Strings are text: what
/// is not was refused with the whole body (<see cref="RequestBody"/>).
/// </summary>
/// <param name="element">The object.</param>
/// <param name="path">Its path, empty for the body itself; made only when something is wrong.</param>
/// <param name="validation">Where errors go.</param>
/// <param name="fields">The fields that the document of the API says it has, which are all that can be read of it; null for an object of any names.</param>
internal readonly partial struct JsonItem(JsonElement element, Func<string> path, Validation validation, IReadOnlyList<BodyField>? fields = null)
{
    /// <summary>How many characters of a value an error names.</summary>
    public const int MaxShown = 40;

    /// <summary>The body of a request.</summary>
    public static JsonItem OfBody(JsonDocument body, BodySchema schema, Validation validation) => new(body.RootElement, () => "", validation, schema.Fields);

    /// <summary>How many bytes it has as it was sent.</summary>
    public int Length => JsonMarshal.GetRawUtf8Value(element).Length;

    /// <summary>Records an error of a field.</summary>
    public void Fail(string name, string detail) => validation.Add(PathOf(name), detail);

    /// <summary>Records an error of the item as a whole.</summary>
    public void Fail(string detail) => validation.Add(path(), detail);

    /// <summary>
    /// Records every field that it does not have: for bodies that decide who may do what, in which a misspelt field must not be taken
    /// for one that was left out.
    /// </summary>
    public void OnlyFields()
    {
        string[] names = [.. (fields ?? []).Select(field => field.Name)];
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                Fail(Shown(property.Name), $"is no field of this request, which has {string.Join(", ", names)}");
            }
        }
    }

    /// <summary>A UUID that must be there.</summary>
    public Guid Id(string name)
    {
        if (OptionalId(name) is { } id)
        {
            return id;
        }

        if (!Has(name))
        {
            Fail(name, FieldProblem.NoId);
        }

        return default;
    }

    /// <summary>A UUID that may be left out.</summary>
    public Guid? OptionalId(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var id))
        {
            return id;
        }

        Fail(name, FieldProblem.NotAnId(Shown(value)));
        return null;
    }

    /// <summary>Text that must be there and not be empty.</summary>
    public string Text(string name, int maxLength)
    {
        var text = OptionalText(name, maxLength);
        if (string.IsNullOrEmpty(text) && !(text is null && Has(name)))
        {
            Fail(name, "must be given and not be empty");
        }

        return text ?? "";
    }

    /// <summary>Text that may be left out; null then.</summary>
    public string? OptionalText(string name, int maxLength)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Fail(name, $"must be text, but is {Shown(value)}");
            return null;
        }

        var text = value.GetString()!;

        if (text.Length > maxLength)
        {
            Fail(name, $"must have at most {maxLength} characters, but has {text.Length}");
            return null;
        }

        return text;
    }

    /// <summary>A time that may be left out.</summary>
    public DateTimeOffset? OptionalTime(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && Rfc3339.TryParse(value.GetString(), out var time))
        {
            return time;
        }

        Fail(name, FieldProblem.NotATime(Shown(value)));
        return null;
    }

    /// <summary>A time that may be left out, or be <see cref="Rfc3339.Unset"/>, which is the same.</summary>
    public DateTimeOffset? OptionalSetTime(string name) => OptionalTime(name) is { } time && time != Rfc3339.Unset ? time : null;

    /// <summary>A time that must be there; null once an error is recorded.</summary>
    public DateTimeOffset? Time(string name)
    {
        var time = OptionalTime(name);
        if (time is null && !Has(name))
        {
            Fail(name, "must be given: a time in RFC 3339");
        }

        return time;
    }

    /// <summary>A whole number of at least <paramref name="min"/>; <paramref name="fallback"/> when left out.</summary>
    public long Integer(string name, long min, long max, long? fallback)
    {
        if (!TryGet(name, out var value))
        {
            if (fallback is null)
            {
                Fail(name, $"must be given: a whole number of at least {min}");
            }

            return fallback ?? min;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= min && number <= max)
        {
            return number;
        }

        var bounds = min == long.MinValue ? "" : max == long.MaxValue ? $" of at least {min}" : $" from {min} to {max}";
        Fail(name, FieldProblem.NotAWholeNumber(bounds, Shown(value)));
        return min;
    }

    /// <summary>A finite number with 32-bit precision; 0 when left out.</summary>
    public float Single(string name)
    {
        if (!TryGet(name, out var value))
        {
            return 0;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && float.IsFinite((float)number))
        {
            return (float)number;
        }

        Fail(name, FieldProblem.NotANumber(Shown(value)));
        return 0;
    }

    /// <summary>True or false; null when left out.</summary>
    public bool? OptionalFlag(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Fail(name, $"must be true or false, but is {Shown(value)}");
        return null;
    }

    /// <summary>An object that is there, as <see cref="Map"/> has found.</summary>
    public JsonItem Object(string name)
    {
        var at = PathOf(name);
        return new JsonItem(element.GetProperty(name), () => at, validation);
    }

    /// <summary>The names and values of an object that may be left out.</summary>
    public IEnumerable<(string Name, JsonElement Value)> Map(string name, int maxCount = int.MaxValue)
    {
        if (!TryGet(name, out var map))
        {
            yield break;
        }

        if (map.ValueKind != JsonValueKind.Object)
        {
            Fail(name, FieldProblem.NotAnObject(Shown(map)));
            yield break;
        }

        if (map.GetPropertyCount() > maxCount)
        {
            Fail(name, $"may have {maxCount} names, but has {map.GetPropertyCount()}");
            yield break;
        }

        foreach (var property in map.EnumerateObject())
        {
            yield return (property.Name, property.Value);
        }
    }

    /// <summary>A JSON value as an error names it: short, and never more than its beginning.</summary>
    public static string Shown(JsonElement value) => Shown(value.GetRawText());

    /// <summary>Text as an error names it.</summary>
    public static string Shown(string text) => text.Length <= MaxShown ? text : $"{text.AsSpan(0, MaxShown)}…";

    private static string PathOf(string outer, string name) => outer.Length == 0 ? name : $"{outer}.{name}";

    private string PathOf(string name) => PathOf(path(), name);

    private bool Has(string name) => TryGet(name, out _);

    // null is the same as absent: agents written in Go send it for what they leave empty.
    private bool TryGet(string name, out JsonElement value)
    {
        if (fields is not null && FieldOf(name) is null)
        {
            throw new InvalidOperationException($"The field {name} is read, but the schema of the body does not have it.");
        }

        return element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private BodyField? FieldOf(string name)
    {
        foreach (var field in fields ?? [])
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        return null;
    }
}
