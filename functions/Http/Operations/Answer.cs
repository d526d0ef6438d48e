using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Http.Operations;

/// <summary>What an operation answers when all is well.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="MediaType">The type of the body; null for none.</param>
/// <param name="Json">What a JSON body is written by; null for another.</param>
public sealed record Answer(int Status, string? MediaType, JsonTypeInfo? Json)
{
    private const string JsonMediaType = "application/json";

    /// <summary>204.</summary>
    public static Answer Nothing { get; } = new(StatusCodes.Status204NoContent, null, null);

    /// <summary>202 with the number of items that are safe.</summary>
    public static Answer Taken { get; } = Accepted(ApiJsonContext.Api.Accepted);

    /// <summary>200 with a JSON body, as <paramref name="type"/> writes it.</summary>
    public static Answer Ok(JsonTypeInfo type) => new(StatusCodes.Status200OK, JsonMediaType, type);

    /// <summary>201 with a JSON body.</summary>
    public static Answer Created(JsonTypeInfo type) => new(StatusCodes.Status201Created, JsonMediaType, type);

    /// <summary>202 with a JSON body.</summary>
    public static Answer Accepted(JsonTypeInfo type) => new(StatusCodes.Status202Accepted, JsonMediaType, type);

    /// <summary>200 with a body of another type.</summary>
    public static Answer File(string mediaType) => new(StatusCodes.Status200OK, mediaType, null);
}
