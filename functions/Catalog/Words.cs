namespace Insights.Functions.Catalog;

/// <summary>The values of enumerations as the words that they are on the wire and in storage: their names in lower case.</summary>
public static class Words
{
    /// <summary>The words that there are.</summary>
    public static IReadOnlyCollection<string> All<T>()
        where T : struct, Enum => Known<T>.Values.Keys;

    /// <summary>The value of a word, in any case and with blanks around it; null for anything else.</summary>
    public static T? Parse<T>(string text)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(text);
        return Known<T>.Values.TryGetValue(text.Trim(), out var value) ? value : null;
    }

    /// <summary>The word of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static class Known<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(Of, StringComparer.OrdinalIgnoreCase);
    }
}
