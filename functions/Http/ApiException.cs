using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Http;

/// <summary>A request that is answered with an error: thrown at the edge, turned into the answer by <see cref="RequestMiddleware"/>.</summary>
/// <param name="statusCode">The HTTP status.</param>
/// <param name="error">The body.</param>
public sealed class ApiException(int statusCode, ApiError error) : Exception(error.Message)
{
    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; } = statusCode;

    /// <summary>The body.</summary>
    public ApiError Error { get; } = error;

    /// <summary>When to try again; null when trying again changes nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What is left of what is limited; null where nothing is.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>400: the request itself is wrong.</summary>
    public static ApiException BadRequest(string message, IReadOnlyList<FieldError>? validations = null, string? detail = null) =>
        new(StatusCodes.Status400BadRequest, new ApiError(message, detail, validations));

    /// <summary>403, in the words that Coder uses: the caller is known, and may not.</summary>
    public static ApiException Forbidden(string? detail = null) => new(StatusCodes.Status403Forbidden, new ApiError("Forbidden.", detail));

    /// <summary>404, in the words that Coder uses for what does not exist and for what the caller may not see; only who may know is told which.</summary>
    public static ApiException NotFound(string? detail = null) =>
        new(StatusCodes.Status404NotFound, new ApiError("Resource not found or you do not have access to this resource", detail));

    /// <summary>413: the body is beyond a limit.</summary>
    public static ApiException TooLarge(string detail) =>
        new(StatusCodes.Status413PayloadTooLarge, new ApiError("The request is too large.", detail));

    /// <summary>503: nothing was done, because too much of its kind is being done; the same request may succeed soon.</summary>
    public static ApiException Busy(string message, string detail) =>
        new(StatusCodes.Status503ServiceUnavailable, new ApiError(message, detail)) { RetryAfter = TimeSpan.FromSeconds(2) };

    /// <summary>
    /// 503: not all of it was done, and nobody can say how much. The same request may succeed later, and is harmless where it was done
    /// already.
    /// </summary>
    public static ApiException Unavailable(string message) =>
        new(StatusCodes.Status503ServiceUnavailable, new ApiError(message, "Nothing was acknowledged. Send the same request again."))
        {
            RetryAfter = TimeSpan.FromSeconds(2),
        };
}
