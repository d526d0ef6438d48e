using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Insights.Functions.Http;

/// <summary>
/// A value as it stands in a JSON text that is being read: it is taken apart only when it is asked for, and without being copied first.
/// What it gives is what <see cref="JsonItem"/> gives of the same text.
/// </summary>
/// <param name="raw">Its bytes; none for a field that is not there.</param>
/// <param name="type">What it begins with.</param>
/// <param name="isEscaped">Whether it is a string with escapes.</param>
internal readonly ref struct JsonValue(ReadOnlySpan<byte> raw, JsonTokenType type, bool isEscaped)
{
    private const int IdLength = 36;

    /// <summary>The longest time that is read without a string of its own: any with fractions that mean something.</summary>
    private const int MaxTimeLength = 64;

    /// <summary>How many bytes of UTF-8 a UTF-16 character takes at most.</summary>
    private const int MaxCharacterLength = 3;

    private readonly ReadOnlySpan<byte> _raw = raw;

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Raw => _raw;

    /// <summary>Whether it is there. null is the same as absent: agents written in Go send it for what they leave empty.</summary>
    public bool IsGiven => type is not (JsonTokenType.None or JsonTokenType.Null);

    /// <summary>Whether it is an object.</summary>
    public bool IsObject => type == JsonTokenType.StartObject;

    /// <summary>It as an error names it: short, and never more than its beginning.</summary>
    public string Shown => JsonItem.Shown(Encoding.UTF8.GetString(_raw[..Math.Min(_raw.Length, MaxCharacterLength * (JsonItem.MaxShown + 1))]));

    private ReadOnlySpan<byte> Unquoted => _raw[1..^1];

    /// <summary>Reads it again, from its first token on.</summary>
    public Utf8JsonReader Read() => new(_raw);

    /// <summary>Takes the value that a reader is at, and leaves the reader at its last token.</summary>
    public static JsonValue At(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var (start, type, isEscaped) = ((int)reader.TokenStartIndex, reader.TokenType, reader.ValueIsEscaped);
        reader.Skip();
        return new JsonValue(json[start..(int)reader.BytesConsumed], type, isEscaped);
    }

    /// <summary>The text of a string or name.</summary>
    public string Text
    {
        get
        {
            var reader = Read();
            reader.Read();
            return reader.GetString()!;
        }
    }

    /// <summary>The name that a reader is at, as a string.</summary>
    public static JsonValue NameAt(ref Utf8JsonReader reader, ReadOnlySpan<byte> json) =>
        new(json.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2), JsonTokenType.String, reader.ValueIsEscaped);

    /// <summary>A UUID in its usual form.</summary>
    public bool TryGetId(out Guid id)
    {
        id = default;
        if (type != JsonTokenType.String)
        {
            return false;
        }

        if (!isEscaped)
        {
            return Unquoted.Length == IdLength && Utf8Parser.TryParse(Unquoted, out id, out var length) && length == IdLength;
        }

        var reader = Read();
        reader.Read();
        return reader.TryGetGuid(out id);
    }

    /// <summary>A time in RFC 3339.</summary>
    public bool TryGetTime(out DateTimeOffset time)
    {
        time = default;
        if (type != JsonTokenType.String)
        {
            return false;
        }

        if (!isEscaped && Unquoted.Length <= MaxTimeLength)
        {
            Span<char> text = stackalloc char[MaxTimeLength];
            return Rfc3339.TryParse(text[..Encoding.UTF8.GetChars(Unquoted, text)], out time);
        }

        return Rfc3339.TryParse(Text, out time);
    }

    /// <summary>A whole number of 64 bits.</summary>
    public bool TryGetInteger(out long number)
    {
        number = 0;
        return type == JsonTokenType.Number && Utf8Parser.TryParse(_raw, out number, out var length) && length == _raw.Length;
    }

    /// <summary>A finite number with 32-bit precision.</summary>
    public bool TryGetSingle(out float number)
    {
        number = 0;
        if (type != JsonTokenType.Number || !Utf8Parser.TryParse(_raw, out double given, out var length) || length != _raw.Length)
        {
            return false;
        }

        number = (float)given;
        return float.IsFinite(number);
    }
}
