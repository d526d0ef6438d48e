namespace Insights.Functions.Http.Queries;

/// <summary>The part of a list that a request asks for. Lists that have parts all have them this way.</summary>
/// <param name="Search">What the items that are meant have in one of their names, in any case; empty for all.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="After">The name and id of the last item before; null for the beginning.</param>
internal sealed record ListPage(string Search, int Limit, (string Name, Guid Id)? After)
{
    private const int MaxText = 256;

    /// <summary>How many items one answer has at most.</summary>
    public static readonly IntegerParameter LimitName = new("limit", "How many one answer has at most.", 1, 1000, 100);

    /// <summary>Where the answer begins.</summary>
    public static readonly TextParameter AfterName = new("after", "Where to go on: the \"next\" of the answer before.", ListCursor.MaxLength);

    private static readonly TextParameter SearchName = new("search", "What one of the names has, in any case; or an id.", MaxText);

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } = [SearchName, LimitName, AfterName];

    /// <summary>Reads the parameters.</summary>
    public static ListPage Read(RequestQuery query)
    {
        var search = query.Optional(SearchName).Trim();
        if (search.Length > MaxText)
        {
            query.Fail(SearchName, $"Query param \"{SearchName}\" may have {MaxText} characters, but has {search.Length}");
        }

        var (limit, after) = (query.Integer(LimitName), query.Optional(AfterName));
        var cursor = Decoded(after);
        if (after.Length > 0 && cursor is null)
        {
            query.Fail(AfterName, $"Query param \"{AfterName}\" must be the \"next\" of an answer, but is \"{JsonItem.Shown(after)}\"");
        }

        return new ListPage(search, limit, cursor);
    }

    /// <summary>The items of this part, by name, with how many are meant in all, and where to go on; null at the end.</summary>
    /// <param name="items">All items.</param>
    /// <param name="id">The id of one.</param>
    /// <param name="names">Its names; they are ordered by the first.</param>
    public (IReadOnlyList<T> Items, int Count, string? Next) Of<T>(IEnumerable<T> items, Func<T, Guid> id, Func<T, string[]> names)
    {
        var isId = Guid.TryParseExact(Search, "D", out var wanted);
        T[] meant =
        [
            .. items.Where(item => Search.Length == 0 || (isId && id(item) == wanted) || names(item).Any(name => name.Contains(Search, StringComparison.OrdinalIgnoreCase)))
                .OrderBy(item => names(item)[0], StringComparer.Ordinal).ThenBy(id),
        ];
        T[] rest = After is { } after ? [.. meant.SkipWhile(item => Compare((names(item)[0], id(item)), after) <= 0)] : meant;
        return (rest.Length > Limit ? rest[..Limit] : rest, meant.Length, rest.Length > Limit ? Encoded(names(rest[Limit - 1])[0], id(rest[Limit - 1])) : null);
    }

    private static int Compare((string Name, Guid Id) left, (string Name, Guid Id) right) =>
        string.CompareOrdinal(left.Name, right.Name) is var order and not 0 ? order : left.Id.CompareTo(right.Id);

    private static string Encoded(string name, Guid id) => ListCursor.Of($"{id:N}{name}");

    private static (string, Guid)? Decoded(string cursor) =>
        ListCursor.TextOf(cursor) is { Length: >= 32 } text && Guid.TryParseExact(text.AsSpan(0, 32), "N", out var id) ? (text[32..], id) : null;
}
