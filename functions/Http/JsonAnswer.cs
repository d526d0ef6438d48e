using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Http;

/// <summary>Makes answers with a JSON body.</summary>
public static class JsonAnswer
{
    /// <summary>200 with a body.</summary>
    public static IResult Ok<T>(T body) => new JsonResultOf<T>(StatusCodes.Status200OK, body);

    /// <summary>202: the number of items that are safe now.</summary>
    public static IResult Accepted(int count) => new JsonResultOf<Accepted>(StatusCodes.Status202Accepted, new Accepted(count));

    /// <summary>An error.</summary>
    public static IResult Error(int statusCode, ApiError error) => new JsonResultOf<ApiError>(statusCode, error);
}
