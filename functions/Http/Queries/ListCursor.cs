using System.Buffers.Text;
using System.Text;

namespace Insights.Functions.Http.Queries;

/// <summary>Where a list goes on, as a text for addresses that means nothing to callers.</summary>
internal static class ListCursor
{
    /// <summary>The most characters that one has.</summary>
    public const int MaxLength = 4096;

    /// <summary>A text as a cursor.</summary>
    public static string Of(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    /// <summary>The text of a cursor; null for what is none.</summary>
    public static string? TextOf(string cursor) =>
        cursor.Length is > 0 and <= MaxLength && Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) : null;
}
