using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Http;

/// <summary>Reads the parameters of a query one by one, and then whether there are any others.</summary>
internal sealed partial class RequestQuery(IQueryCollection query)
{
    /// <summary>The message for one wrong parameter, found after all of them could be read.</summary>
    public const string InvalidValue = "Query parameter has invalid value.";

    private const string InvalidValues = "Query parameters have invalid values.";
    private const int MaxTemplates = 1000;
    private const int MaxZoneName = 64;

    private readonly Validation _validation = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The parameters of a request, which a long one may have in its body (<see cref="FormBody"/>).</summary>
    public static async Task<RequestQuery> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        new(await FormBody.QueryOfAsync(request, cancellationToken));

    /// <summary>A parameter that must be given.</summary>
    public string Required(string name)
    {
        var value = Optional(name);
        if (value.Length == 0)
        {
            Fail(name, $"Query param \"{name}\" is required and cannot be empty");
        }

        return value;
    }

    /// <summary>A parameter that may be left out, which is the same as empty.</summary>
    public string Optional(string name)
    {
        _known.Add(name);
        var values = query[name];
        if (values.Count > 1)
        {
            Fail(name, $"Query param \"{name}\" is given {values.Count} times; give it once");
        }

        return values.Count == 0 ? "" : values[0] ?? "";
    }

    /// <summary>A list, separated by commas; empty when it is left out.</summary>
    public string[] List(string name) => Optional(name) is { Length: > 0 } list ? list.Split(',', StringSplitOptions.TrimEntries) : [];

    /// <summary>A list of UUIDs, each once, ascending.</summary>
    public IReadOnlyList<Guid> Ids(string name)
    {
        var ids = new SortedSet<Guid>();
        foreach (var text in List(name))
        {
            if (Guid.TryParseExact(text, "D", out var id))
            {
                ids.Add(id);
            }
            else
            {
                Fail(name, $"Query param \"{name}\" must be a list of UUIDs, but has \"{JsonItem.Shown(text)}\"");
            }
        }

        if (ids.Count > MaxTemplates)
        {
            Fail(name, $"Query param \"{name}\" may have {MaxTemplates} ids, but has {ids.Count}");
        }

        return [.. ids];
    }

    /// <summary>A UUID; null when it is left out.</summary>
    public Guid? Id(string name)
    {
        var text = Optional(name);
        if (text.Length == 0)
        {
            return null;
        }

        if (Guid.TryParseExact(text, "D", out var id))
        {
            return id;
        }

        Fail(name, $"Query param \"{name}\" must be a UUID, but is \"{JsonItem.Shown(text)}\"");
        return null;
    }

    /// <summary>True or false; <paramref name="fallback"/> when it is left out.</summary>
    public bool Flag(string name, bool fallback = false)
    {
        var text = Optional(name);
        if (text is not ("" or "true" or "false"))
        {
            Fail(name, $"Query param \"{name}\" must be true or false, but is \"{JsonItem.Shown(text)}\"");
        }

        return text.Length == 0 ? fallback : text == "true";
    }

    /// <summary>A whole number; <paramref name="fallback"/> when it is left out.</summary>
    public int Integer(string name, int min, int max, int fallback)
    {
        var text = Optional(name);
        if (text.Length == 0)
        {
            return fallback;
        }

        if (int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, null, out var value) && value >= min && value <= max)
        {
            return value;
        }

        Fail(name, $"Query param \"{name}\" must be a whole number from {min} to {max}, but is \"{JsonItem.Shown(text)}\"");
        return fallback;
    }

    /// <summary>An IANA time zone; null when it is left out.</summary>
    public TimeZoneInfo? TimeZone(string name)
    {
        var text = Optional(name);
        if (text.Length == 0)
        {
            return null;
        }

        if (IsZoneName(text) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId)
        {
            return zone;
        }

        Fail(name, $"Query param \"{name}\" must be an IANA time zone such as Europe/Berlin, but is \"{JsonItem.Shown(text)}\"");
        return null;
    }

    /// <summary>Records an error of a parameter.</summary>
    public void Fail(string name, string detail) => _validation.Add(name, detail);

    /// <summary>Ends the reading: every parameter that was not read is an error.</summary>
    /// <exception cref="ApiException">400 when anything was wrong.</exception>
    public void Complete()
    {
        foreach (var name in query.Keys.Where(name => !_known.Contains(name)).Order(StringComparer.Ordinal))
        {
            Fail(JsonItem.Shown(name), $"Query param \"{JsonItem.Shown(name)}\" is not a valid query param");
        }

        _validation.ThrowIfInvalid(InvalidValues);
    }

    // Before the system is asked: it finds files by any spelling of their path, also such as are no zone of the IANA's (the same ones
    // with leap seconds, the machine's own), and keeps every spelling that it found for ever.
    private static bool IsZoneName(string text) =>
        text.Length <= MaxZoneName && ZonePattern().IsMatch(text)
        && !text.StartsWith("posix", StringComparison.OrdinalIgnoreCase)
        && !text.StartsWith("right/", StringComparison.OrdinalIgnoreCase)
        && !text.Equals("localtime", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*\\z")]
    private static partial Regex ZonePattern();

    /// <summary>400 for one parameter, in the words used once all of them could be read.</summary>
    public static ApiException Invalid(string name, string detail) => ApiException.BadRequest(InvalidValue, [new FieldError(name, detail)]);
}
