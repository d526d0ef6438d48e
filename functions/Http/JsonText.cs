using System.Text.Json;

namespace Insights.Functions.Http;

/// <summary>What is asked of every body before anything of it counts: it is UTF-8, JSON, and an object, and every string and name in it is text.</summary>
internal static class JsonText
{
    /// <summary>Reads a body.</summary>
    public delegate T Reading<out T>(ReadOnlySpan<byte> json);

    /// <summary>
    /// Reads a body in one go. The reading goes to the end of it before it says what is wrong with a field, so that a body that is no JSON is
    /// told as one wherever it is broken.
    /// </summary>
    /// <param name="json">The body.</param>
    /// <param name="read">Reads it; it may throw the exceptions of <see cref="Utf8JsonReader"/>.</param>
    /// <exception cref="ApiException">400: the body is no text, or no JSON.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, Reading<T> read)
    {
        if (!TextCheck.IsUtf8(json))
        {
            throw ApiException.BadRequest("Request body must be valid UTF-8.");
        }

        try
        {
            return TextCheck.FirstHalfPair(json) is { } at
                ? throw ApiException.BadRequest("Request body must be valid Unicode.", detail: $"The string at byte {at + 1} escapes half of a surrogate pair.")
                : read(json);
        }
        catch (JsonException e)
        {
            throw ApiException.BadRequest(
                "Request body must be valid JSON.", detail: $"Line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1} is not valid JSON.");
        }
    }

    /// <summary>Begins to read the object that a body is: the reader is at its beginning.</summary>
    /// <exception cref="ApiException">400: it is none.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static Utf8JsonReader BeginObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return reader;
        }

        reader.Skip();
        reader.Read();
        throw NoObject();
    }

    /// <summary>400: a body is JSON, but no object.</summary>
    public static ApiException NoObject() => ApiException.BadRequest("Request body must be a JSON object.");
}
