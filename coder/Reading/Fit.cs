namespace Insights.Coder.Reading;

/// <summary>Text within the limits of ingest. Coder has fewer of them; what is only shown to people may be cut.</summary>
internal static class Fit
{
    private const int NameLength = 256;
    private const int UrlLength = 2048;
    private const int TextLength = 16 * 1024;
    private const int ValueLength = 64 * 1024;

    /// <summary>A name.</summary>
    public static string Name(string text) => Cut(text, NameLength);

    /// <summary>A description.</summary>
    public static string Text(string text) => Cut(text, TextLength);

    /// <summary>A value.</summary>
    public static string Value(string text) => Cut(text, ValueLength);

    /// <summary>An address: one that is cut leads nowhere, so a longer one (a picture in the address itself) is none.</summary>
    public static string Url(string text) => text.Length <= UrlLength ? text : "";

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
