using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Http;

/// <summary>Makes answers with a JSON body.</summary>
public static class JsonAnswer
{
    /// <summary>200 with a body, compressed for who accepts that; <paramref name="type"/> is how the context of its room writes it.</summary>
    public static IResult Ok<T>(T body, JsonTypeInfo<T> type) => new JsonResultOf<T>(StatusCodes.Status200OK, body, type, compressed: true);

    /// <summary>201 with what was made, which may be a secret that is shown this once: it is not compressed.</summary>
    public static IResult Created<T>(T body, JsonTypeInfo<T> type) => new JsonResultOf<T>(StatusCodes.Status201Created, body, type);

    /// <summary>202: the number of items that are safe now.</summary>
    public static IResult Accepted(int count) =>
        new JsonResultOf<Accepted>(StatusCodes.Status202Accepted, new Accepted(count), ApiJsonContext.Api.Accepted);

    /// <summary>202 with a body: something was begun.</summary>
    public static IResult Accepted<T>(T body, JsonTypeInfo<T> type) => new JsonResultOf<T>(StatusCodes.Status202Accepted, body, type);

    /// <summary>An error.</summary>
    public static IResult Error(int statusCode, ApiError error) => new JsonResultOf<ApiError>(statusCode, error, ApiJsonContext.Api.ApiError);
}
