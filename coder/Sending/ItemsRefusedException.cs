namespace Insights.Coder.Sending;

/// <summary>Items of a body are wrong.</summary>
/// <param name="message">What the service said.</param>
/// <param name="errors">The fields that are wrong, by the index of their items.</param>
public sealed class ItemsRefusedException(string message, IReadOnlyList<(int Item, string Field)> errors) : SinkException(message)
{
    /// <summary>The fields that are wrong, by the index of their items.</summary>
    public IReadOnlyList<(int Item, string Field)> Errors => errors;

    /// <summary>The errors of an answer's <c>validations</c>, as far as they are of items of a list.</summary>
    public static IReadOnlyList<(int Item, string Field)> ErrorsOf(IngestList list, IEnumerable<string> fields)
    {
        var prefix = list.Name + "[";
        var found = new List<(int, string)>();
        foreach (var field in fields.Where(field => field.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var end = field.IndexOf(']', StringComparison.Ordinal);
            if (end > 0 && int.TryParse(field.AsSpan(prefix.Length, end - prefix.Length), out var item))
            {
                found.Add((item, field[(end + 1)..].TrimStart('.')));
            }
        }

        return found;
    }
}
