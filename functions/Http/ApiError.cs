using System.Text.Json.Serialization;

namespace Insights.Functions.Http;

/// <summary>The one shape of every error.</summary>
/// <param name="Message">What went wrong, for people.</param>
/// <param name="Detail">More of it; absent when there is no more.</param>
/// <param name="Validations">What was wrong with which field; absent when no field was.</param>
public sealed record ApiError(
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldError>? Validations = null);
