using System.Text.Json;

namespace Insights.Functions.Notices;

/// <summary>The answer of <c>/admin/digest</c>.</summary>
/// <param name="Markdown">The digest in Markdown.</param>
/// <param name="Card">The same as an adaptive card.</param>
internal sealed record DigestAnswer(string Markdown, JsonElement Card);
