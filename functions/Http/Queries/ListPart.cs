namespace Insights.Functions.Http.Queries;

/// <summary>
/// The part that a request asks for of a list that is answered whole where it asks for none. Such a body has no place for where the list goes on: the head
/// says it (<see cref="NextLink"/>).
/// </summary>
/// <param name="Limit">How many at most; null for all.</param>
/// <param name="After">The key of the last item before; null for the beginning.</param>
internal sealed record ListPart(int? Limit, (string Name, string Id)? After)
{
    // No id has it.
    private const char Separator = '\n';

    private static readonly OptionalIntegerParameter LimitName = new("limit", "How many one answer has at most; all without it.", 1, 1000);

    private static readonly TextParameter AfterName = new("after", "Where to go on: as the Link of the answer before says.", ListCursor.MaxLength);

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<QueryParameter> Parameters { get; } = [LimitName, AfterName];

    /// <summary>Reads the parameters.</summary>
    public static ListPart Read(RequestQuery query)
    {
        var (limit, after) = (query.Integer(LimitName), query.Optional(AfterName));
        var cursor = Decoded(after);
        if (after.Length > 0 && cursor is null)
        {
            query.Fail(AfterName, $"Query param \"{AfterName}\" must be the one in the Link of an answer, but is \"{JsonItem.Shown(after)}\"");
        }

        return new ListPart(limit, cursor);
    }

    /// <summary>The items of this part, and where to go on; null at the end. What goes or comes between two requests moves no other item into another part.</summary>
    /// <param name="items">All items, ascending by their keys.</param>
    /// <param name="key">The key of one: what is compared first, and an id, each by the ordinals of its characters.</param>
    public (IReadOnlyList<T> Items, string? Next) Of<T>(IEnumerable<T> items, Func<T, (string Name, string Id)> key)
    {
        var rest = After is { } after ? items.SkipWhile(item => Compare(key(item), after) <= 0) : items;
        if (Limit is not { } limit)
        {
            return ([.. rest], null);
        }

        T[] part = [.. rest.Take(limit + 1)];
        return part.Length > limit ? (part[..limit], Encoded(key(part[limit - 1]))) : (part, null);
    }

    private static int Compare((string Name, string Id) left, (string Name, string Id) right) =>
        string.CompareOrdinal(left.Name, right.Name) is var order and not 0 ? order : string.CompareOrdinal(left.Id, right.Id);

    private static string Encoded((string Name, string Id) key) => ListCursor.Of($"{key.Id}{Separator}{key.Name}");

    private static (string, string)? Decoded(string cursor) =>
        ListCursor.TextOf(cursor) is { } text && text.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var end ? (text[(end + 1)..], text[..end]) : null;
}
