using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Insights.Functions.Http.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Insights.Functions.Http;

/// <summary>
/// The outermost layer of every HTTP function: gives the request its correlation id, keeps answers out of caches, dates them, and
/// turns what was thrown into the one shape of errors.
/// </summary>
/// <param name="operations">What functions take.</param>
/// <param name="outages">What it is told to take for an outage of something that the service needs.</param>
/// <param name="admission">How much of the bodies of requests is held at once.</param>
/// <param name="clock">The clock of the service.</param>
/// <param name="logger">Where outages and faults are logged.</param>
public sealed partial class RequestMiddleware(
    OperationTable operations, IEnumerable<Outage> outages, BodyAdmission admission, TimeProvider clock, ILogger<RequestMiddleware> logger) : IFunctionsWorkerMiddleware
{
    private const string CorrelationHeader = "X-Request-Id";
    private const string TaggedVary = "Accept-Encoding, Authorization, Coder-Session-Token, Cookie";

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var correlation = CorrelationOf(http.Request);
        http.Response.Headers[CorrelationHeader] = correlation;
        http.Response.Headers.CacheControl = "no-store";

        // By the clock that judges whether a period is over: the page asks by it, not by the clock of the machine it is on.
        http.Response.Headers.Date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        using var lease = admission.Enter();
        http.Features.Set(lease);
        http.Features.Set(operations.Find(context.FunctionDefinition.Name));
        try
        {
            await next(context);
            if (http.Features.Get<PendingTag>()?.Find() is { } tag)
            {
                StampWith(tag, http.Response.Headers);
            }
        }
        catch (NotModifiedException e)
        {
            StampWith(e.Tag, http.Response.Headers);
            context.GetInvocationResult().Value = new NotModifiedResult();
        }
        catch (Exception e) when (ClosedRequest.Explains(e, http))
        {
            // Nobody is left to answer.
        }
        catch (Exception e)
        {
            var answer = AnswerTo(e, context, correlation);
            if (answer.RetryAfter is { } pause)
            {
                http.Response.Headers.RetryAfter = pause.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            }

            if (answer.RateLimit is { } limit)
            {
                http.Response.Headers["RateLimit-Limit"] = limit.Limit.ToString(CultureInfo.InvariantCulture);
                http.Response.Headers["RateLimit-Remaining"] = limit.Remaining.ToString(CultureInfo.InvariantCulture);
                http.Response.Headers["RateLimit-Reset"] = Math.Ceiling(limit.Reset.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
            }

            context.GetInvocationResult().Value = JsonAnswer.Error(answer.StatusCode, answer.Error);
        }
    }

    /// <summary>The correlation id of a request, as its answer has it.</summary>
    public static string CorrelationOf(HttpContext http) => http.Response.Headers[CorrelationHeader].ToString();

    // Who asked may keep it, and asks each time whether it is still that. To whoever has other rights it is another answer.
    private static void StampWith(EntityTag tag, IHeaderDictionary headers)
    {
        headers.ETag = tag.ToString();
        headers.CacheControl = "private, no-cache";
        headers.Vary = TaggedVary;
    }

    private static string CorrelationOf(HttpRequest request)
    {
        var given = request.Headers[CorrelationHeader].ToString();
        return CorrelationPattern().IsMatch(given) ? given : Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N");
    }

    // What a caller sends comes back in a header and in logs: short, and of harmless characters.
    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}$")]
    private static partial Regex CorrelationPattern();

    private ApiException AnswerTo(Exception exception, FunctionContext context, string correlation)
    {
        var function = context.FunctionDefinition.Name;
        switch (exception)
        {
            case ApiException known:
                return known;
            case OperationCanceledException when context.CancellationToken.IsCancellationRequested:
                return ApiException.Unavailable("The service is stopping here; it goes on elsewhere.");
            case var _ when outages.FirstOrDefault(outage => outage.Explains(exception)) is { } outage:
                LogOutage(function, outage.What, correlation, exception);
                return ApiException.Unavailable($"{outage.What} is not available.");
            default:
                LogFault(function, correlation, exception);
                return new ApiException(
                    StatusCodes.Status500InternalServerError,
                    new ApiError("An unexpected fault occurred.", $"It was logged under the correlation id {correlation}."));
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Function} failed for an outage: {What} is not available. Correlation {Correlation}.")]
    private partial void LogOutage(string function, string what, string correlation, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "{Function} failed. Correlation {Correlation}.")]
    private partial void LogFault(string function, string correlation, Exception exception);
}
