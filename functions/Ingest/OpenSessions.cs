using System.Runtime.InteropServices;
using System.Text.Json;
using Insights.Functions.Http;
using Insights.Functions.Usage;

namespace Insights.Functions.Ingest;

/// <summary>
/// The apps with an open session of one agent stat, of one stat after the other. Names are few and come again and again: the normal form of
/// each is made once for a request.
/// </summary>
internal sealed class OpenSessions
{
    private const int MaxNameLength = 1024;

    /// <summary>The longest name that is remembered, in bytes as it was sent.</summary>
    private const int MaxRememberedLength = SessionApp.MaxLength;

    private readonly List<string> _apps = [];
    private readonly Dictionary<string, string> _normal = new(StringComparer.Ordinal);

    /// <summary>The normal names, each once.</summary>
    public ReadOnlySpan<string> Apps => CollectionsMarshal.AsSpan(_apps);

    /// <summary>Begins with another stat.</summary>
    public void Clear() => _apps.Clear();

    /// <summary>Adds the apps of an object of names and counts whose count is above zero.</summary>
    /// <param name="counts">The object.</param>
    /// <param name="list">Where what is wrong is recorded.</param>
    public void Read(JsonValue counts, AgentStatList list)
    {
        var reader = counts.Read();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var app = NormalOf(ref reader, out var given);
            if (given?.Length > MaxNameLength)
            {
                list.FailSessions("", FieldProblem.NameTooLong(given.Length, MaxNameLength));
            }

            var name = JsonValue.NameAt(ref reader, counts.Raw);
            reader.Read();
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var sessions))
            {
                if (sessions > 0)
                {
                    Add(app);
                }

                continue;
            }

            var value = JsonValue.At(ref reader, counts.Raw);
            if (value.IsGiven)
            {
                list.FailSessions($".{JsonItem.Shown(name.Text)}", FieldProblem.NotAWholeNumber("", value.Shown));
            }
        }
    }

    /// <summary>Adds an app by its normal name; what is one too many counts as unknown.</summary>
    public void Add(string app)
    {
        if (_apps.Contains(app))
        {
            return;
        }

        if (_apps.Count < SessionApp.MaxPerReport)
        {
            _apps.Add(app);
        }
        else if (!_apps.Contains(SessionApp.Unknown))
        {
            _apps.Add(SessionApp.Unknown);
        }
    }

    /// <summary>The normal form of the name that a reader is at; and the name itself where it is long.</summary>
    private string NormalOf(ref Utf8JsonReader reader, out string? given)
    {
        given = null;
        if (reader.ValueSpan.Length > MaxRememberedLength)
        {
            given = reader.GetString()!;
            return SessionApp.Normalize(given);
        }

        Span<char> text = stackalloc char[MaxRememberedLength];
        text = text[..reader.CopyString(text)];
        var known = _normal.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(text, out var normal))
        {
            known[text] = normal = SessionApp.Normalize(text.ToString());
        }

        return normal;
    }
}
