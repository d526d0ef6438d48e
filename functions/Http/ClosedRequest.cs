using Microsoft.AspNetCore.Http;

namespace Insights.Functions.Http;

/// <summary>A request whose caller has gone before the answer came: nobody is left to answer, and nothing is wrong.</summary>
internal static class ClosedRequest
{
    /// <summary>Whether something failed because the caller has gone.</summary>
    public static bool Explains(Exception exception, HttpContext http) =>
        exception is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested;

    /// <summary>
    /// Writes an answer, which ends when the caller goes. Results are written after every middleware of ours, so each of them says this
    /// for itself; the host would count a failure of the function.
    /// </summary>
    public static async Task WriteAsync(HttpContext http, Func<CancellationToken, Task> write)
    {
        try
        {
            await write(http.RequestAborted);
        }
        catch (Exception e) when (Explains(e, http))
        {
            // What was sent of it is not completed, and nobody reads it.
            http.Abort();
        }
    }
}
