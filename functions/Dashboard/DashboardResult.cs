using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Insights.Functions.Dashboard;

/// <summary>Answers with a file of the page: compressed as the client accepts it, or 304 when it has it already.</summary>
/// <param name="file">The file.</param>
/// <param name="policy">The Content-Security-Policy.</param>
/// <param name="status">The status where the file is sent.</param>
internal sealed class DashboardResult(DashboardFile file, string policy, int status = StatusCodes.Status200OK) : IResult
{
    // A hashed name stands for one content for ever. Anything else is asked for again, and costs a 304.
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string AskAgain = "no-cache";

    // What leads nowhere today may lead somewhere tomorrow.
    private const string Never = "no-store";

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var (encoding, content) = ContentEncoding.Of(file, request);

        // Each form is another representation, with a tag of its own.
        var tag = new EntityTagHeaderValue($"\"{file.Hash}{(encoding is null ? "" : "-" + encoding)}\"");
        response.Headers.ETag = tag.ToString();
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.StatusCode = status;
        response.Headers.CacheControl = status != StatusCodes.Status200OK ? Never : file.IsImmutable ? ForEver : AskAgain;
        response.Headers.ContentSecurityPolicy = policy;
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers.XFrameOptions = "DENY";
        if (status == StatusCodes.Status200OK && IsKnown(request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = content.Length;
        if (encoding is not null)
        {
            response.Headers.ContentEncoding = encoding;
        }

        if (!HttpMethods.IsHead(request.Method))
        {
            await ClosedRequest.WriteAsync(httpContext, async cancel => await response.Body.WriteAsync(content, cancel));
        }
    }

    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false));
}
