using System.Text.Json.Serialization;

namespace Insights.Functions.Http;

/// <summary>The answer to what was taken in.</summary>
/// <param name="Count">The number of items, all of them durable.</param>
public sealed record Accepted([property: JsonPropertyName("accepted")] int Count);
