using System.Text.RegularExpressions;
using Insights.Functions.Http.Operations;
using Insights.Functions.Http.Queries;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Http;

/// <summary>
/// Reads the parameters of a query one by one, and then whether there are any others. What is read is what the function's
/// <see cref="Operation"/> lists, no less and no more: else the document of the API would not be true.
/// </summary>
/// <param name="query">The parameters that were given.</param>
/// <param name="listed">The parameters that may be given.</param>
internal sealed partial class RequestQuery(IQueryCollection query, IReadOnlyCollection<QueryParameter> listed)
{
    /// <summary>The message for one wrong parameter, found after all of them could be read.</summary>
    public const string InvalidValue = "Query parameter has invalid value.";

    private const string InvalidValues = "Query parameters have invalid values.";

    private readonly Validation _validation = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>The parameters of a request, which a long one may have in its body (<see cref="FormBody"/>).</summary>
    public static async Task<RequestQuery> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        new(await FormBody.QueryOfAsync(request, cancellationToken), ListedFor(request));

    /// <summary>The parameters of a request that has them in its address.</summary>
    public static RequestQuery Of(HttpRequest request) => new(request.Query, ListedFor(request));

    /// <summary>A parameter that must be given.</summary>
    public string Required(QueryParameter name)
    {
        var value = Optional(name);
        if (value.Length == 0)
        {
            Fail(name, $"Query param \"{name}\" is required and cannot be empty");
        }

        return value;
    }

    /// <summary>A parameter that may be left out, which is the same as empty.</summary>
    public string Optional(QueryParameter name)
    {
        if (!listed.Contains(name))
        {
            throw new InvalidOperationException($"The parameter {name} is read, but the operation does not list it.");
        }

        _known.Add(name);
        var values = query[name];
        if (values.Count > 1)
        {
            Fail(name, $"Query param \"{name}\" is given {values.Count} times; give it once");
        }

        return values.Count == 0 ? "" : values[0] ?? "";
    }

    /// <summary>A parameter of which empty is not the same as left out; null when it is left out.</summary>
    public string? Given(QueryParameter name) => Optional(name) is var value && query.ContainsKey(name) ? value : null;

    /// <summary>A list, separated by commas; empty when it is left out.</summary>
    public string[] List(QueryParameter name) => Optional(name) is { Length: > 0 } list ? list.Split(',', StringSplitOptions.TrimEntries) : [];

    /// <summary>A list of UUIDs, each once, ascending.</summary>
    public IReadOnlyList<Guid> Ids(IdsParameter name)
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

        if (ids.Count > IdsParameter.MaxIds)
        {
            Fail(name, $"Query param \"{name}\" may have {IdsParameter.MaxIds} ids, but has {ids.Count}");
        }

        return [.. ids];
    }

    /// <summary>A UUID; null when it is left out.</summary>
    public Guid? Id(IdParameter name)
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

    /// <summary>True or false.</summary>
    public bool Flag(FlagParameter name)
    {
        var text = Optional(name);
        if (text is not ("" or "true" or "false"))
        {
            Fail(name, $"Query param \"{name}\" must be true or false, but is \"{JsonItem.Shown(text)}\"");
        }

        return text.Length == 0 ? name.Fallback : text == "true";
    }

    /// <summary>A whole number.</summary>
    public int Integer(IntegerParameter name) => Integer(name, name.Min, name.Max) ?? name.Fallback;

    /// <summary>A whole number; null when it is left out.</summary>
    public int? Integer(OptionalIntegerParameter name) => Integer(name, name.Min, name.Max);

    /// <summary>An IANA time zone; null when it is left out.</summary>
    public TimeZoneInfo? TimeZone(ZoneParameter name)
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
    /// <exception cref="InvalidOperationException">The operation lists a parameter that is not read.</exception>
    public void Complete()
    {
        if (listed.FirstOrDefault(parameter => !_known.Contains(parameter)) is { } unread)
        {
            throw new InvalidOperationException($"The operation lists the parameter {unread}, but it is not read.");
        }

        foreach (var name in query.Keys.Where(name => !_known.Contains(name)).Order(StringComparer.Ordinal))
        {
            Fail(JsonItem.Shown(name), $"Query param \"{JsonItem.Shown(name)}\" is not a valid query param");
        }

        _validation.ThrowIfInvalid(InvalidValues);
    }

    private int? Integer(QueryParameter name, int min, int max)
    {
        var text = Optional(name);
        if (text.Length == 0)
        {
            return null;
        }

        if (int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, null, out var value) && value >= min && value <= max)
        {
            return value;
        }

        Fail(name, $"Query param \"{name}\" must be a whole number from {min} to {max}, but is \"{JsonItem.Shown(text)}\"");
        return null;
    }

    private static IReadOnlyList<QueryParameter> ListedFor(HttpRequest request) => request.HttpContext.Features.Get<Operation>()?.Query
        ?? throw new InvalidOperationException($"No operation is listed for {request.Path}: its function needs a line in the table of its room.");

    // Before the system is asked: it finds files by any spelling of their path, also such as are no zone of the IANA's (the same ones
    // with leap seconds, the machine's own), and keeps every spelling that it found for ever.
    private static bool IsZoneName(string text) =>
        text.Length <= ZoneParameter.MaxLength && ZonePattern().IsMatch(text)
        && !text.StartsWith("posix", StringComparison.OrdinalIgnoreCase)
        && !text.StartsWith("right/", StringComparison.OrdinalIgnoreCase)
        && !text.Equals("localtime", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*\\z")]
    private static partial Regex ZonePattern();

    /// <summary>400 for one parameter, in the words used once all of them could be read.</summary>
    public static ApiException Invalid(string name, string detail) => ApiException.BadRequest(InvalidValue, [new FieldError(name, detail)]);
}
