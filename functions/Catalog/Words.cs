namespace Insights.Functions.Catalog;

/// <summary>The values of an enumeration as the words that they are on the wire and in storage: their names in lower case.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public static class Words<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(Of, StringComparer.OrdinalIgnoreCase);

    /// <summary>The words that there are.</summary>
    public static IReadOnlyCollection<string> All => Values.Keys;

    /// <summary>The value of a word, in any case and with blanks around it; null for anything else.</summary>
    public static T? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Values.TryGetValue(text.Trim(), out var value) ? value : null;
    }

    /// <summary>The word of a value.</summary>
    public static string Of(T value) => value.ToString().ToLowerInvariant();
}
