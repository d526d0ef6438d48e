using System.Text.Json;
using System.Text.Unicode;

namespace Insights.Functions.Http;

/// <summary>
/// Whether the strings and names of a JSON text are text. JSON lets them be otherwise in two ways, which the reader finds only when
/// a value is taken out, and then by throwing: bytes that are no UTF-8, and escapes of half a surrogate pair.
/// </summary>
internal static class TextCheck
{
    /// <summary>Whether the bytes are UTF-8.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> json) => Utf8.IsValid(json);

    /// <summary>Where the first string or name with half a surrogate pair starts in a JSON text; null when there is none.</summary>
    /// <exception cref="JsonException">It is no JSON, which is only looked at if it has such an escape at all.</exception>
    public static long? FirstHalfPair(ReadOnlySpan<byte> json)
    {
        if (!HasSurrogateEscape(json))
        {
            return null;
        }

        var reader = new Utf8JsonReader(json);
        var first = (long?)null;
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
            {
                continue;
            }

            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException)
            {
                first ??= reader.TokenStartIndex;
            }
        }

        return first;
    }

    // \uD800 to \uDFFF. Hardly any body has one, so that hardly any is read twice.
    private static bool HasSurrogateEscape(ReadOnlySpan<byte> json)
    {
        for (var at = 0; json[at..].IndexOf("\\u"u8) is var next and >= 0;)
        {
            at += next + 2;
            if (json.Length - at >= 2 && json[at] is (byte)'d' or (byte)'D' && "89abcdefABCDEF"u8.Contains(json[at + 1]))
            {
                return true;
            }
        }

        return false;
    }
}
