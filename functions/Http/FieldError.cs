namespace Insights.Functions.Http;

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">Its path, such as <c>stats[3].created_at</c>, or the name of a query parameter.</param>
/// <param name="Detail">The value and what would be right.</param>
public sealed record FieldError(string Field, string Detail);
