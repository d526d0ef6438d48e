using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Insights.Functions.Http;

/// <summary>How a client lets an answer be compressed.</summary>
internal static class AcceptedEncoding
{
    /// <summary>Brotli.</summary>
    public const string Brotli = "br";

    /// <summary>Gzip.</summary>
    public const string Gzip = "gzip";

    /// <summary>
    /// The content coding to use: <see cref="Brotli"/> before <see cref="Gzip"/>; null where <c>Accept-Encoding</c> allows neither. One
    /// with a quality of 0 is not allowed.
    /// </summary>
    public static string? Of(HttpRequest request)
    {
        var accepted = StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var values) ? values : [];
        return Allows(accepted, Brotli) ? Brotli : Allows(accepted, Gzip) ? Gzip : null;
    }

    /// <summary>
    /// A stream that compresses what is written to it into the body of an answer, whose head says so; null where it goes as it is. It is
    /// to be disposed of when all is written.
    /// </summary>
    public static Stream? Compress(HttpContext http)
    {
        var response = http.Response;
        if (response.Headers.Vary.Count == 0)
        {
            response.Headers.Vary = HeaderNames.AcceptEncoding;
        }

        if (Of(http.Request) is not { } encoding)
        {
            return null;
        }

        response.Headers.ContentEncoding = encoding;
        return encoding == Brotli
            ? new BrotliStream(response.Body, CompressionLevel.Fastest, leaveOpen: true)
            : new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
    }

    private static bool Allows(IList<StringWithQualityHeaderValue> accepted, string encoding)
    {
        var entry = accepted.FirstOrDefault(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(value => value.Value == "*");
        return entry is not null && entry.Quality is not 0;
    }
}
