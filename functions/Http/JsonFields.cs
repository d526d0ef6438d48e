using System.Text;
using System.Text.Json;

namespace Insights.Functions.Http;

/// <summary>
/// Where the fields of an object stand in a JSON text, of one object after the other. Fields of other names are passed over; of those
/// that are named twice the last counts.
/// </summary>
/// <param name="names">The names of the fields.</param>
internal sealed class JsonFields(params string[] names)
{
    private readonly byte[][] _names = [.. names.Select(Encoding.UTF8.GetBytes)];
    private readonly Place[] _places = new Place[names.Length];

    /// <summary>Reads an object: a reader that is at its beginning is at its end afterwards.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public void Read(ref Utf8JsonReader reader)
    {
        Array.Clear(_places);
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = Find(ref reader, next);
            reader.Read();
            if (field < 0)
            {
                reader.Skip();
                continue;
            }

            var (start, type, isEscaped) = ((int)reader.TokenStartIndex, reader.TokenType, reader.ValueIsEscaped);
            reader.Skip();
            _places[field] = new Place(start, (int)reader.BytesConsumed, type, isEscaped);
            next = field + 1;
        }
    }

    /// <summary>The name of a field.</summary>
    public string NameOf(int field) => names[field];

    /// <summary>The value of a field of the object that was read last.</summary>
    /// <param name="json">The text that the reader reads.</param>
    /// <param name="field">The place of its name.</param>
    public JsonValue Of(ReadOnlySpan<byte> json, int field)
    {
        var place = _places[field];
        return new JsonValue(json[place.Start..place.End], place.Type, place.IsEscaped);
    }

    // Whoever sends many objects sends their fields in one order: the name is most often the one after the last.
    private int Find(ref Utf8JsonReader reader, int next)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            var field = next + i;
            field = field < _names.Length ? field : field - _names.Length;
            if (reader.ValueIsEscaped ? reader.ValueTextEquals(_names[field]) : reader.ValueSpan.SequenceEqual(_names[field]))
            {
                return field;
            }
        }

        return -1;
    }

    private readonly record struct Place(int Start, int End, JsonTokenType Type, bool IsEscaped);
}
