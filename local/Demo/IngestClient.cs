using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace Insights.Local.Demo;

/// <summary>
/// Posts bodies as a collector must: compressed, and again when the server is busy or out of reach, for sending twice changes nothing.
/// </summary>
internal sealed class IngestClient(HttpClient client, TimeProvider clock)
{
    private const int Attempts = 8;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <exception cref="IngestRefusedException">The server answered with an error, or is still busy after the last attempt.</exception>
    /// <exception cref="HttpRequestException">The server is still out of reach after the last attempt.</exception>
    public async Task PostAsync(string route, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var body = Compress(json.Span);
        for (var attempt = 1; ; attempt++)
        {
            var pause = TimeSpan.FromSeconds(Math.Pow(2, attempt - 3));
            try
            {
                using var response = await SendAsync(route, body, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }

                if (response.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == Attempts)
                {
                    throw new IngestRefusedException(
                        Refusal.Describe(route, response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken)));
                }

                pause = RetryAfter(response.Headers.RetryAfter) ?? pause;
            }
            catch (Exception e) when (attempt < Attempts && IsConnectionFailure(e, cancellationToken))
            {
            }

            await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, cancellationToken);
        }
    }

    private static byte[] Compress(ReadOnlySpan<byte> json)
    {
        using var buffer = new MemoryStream(json.Length / 4);
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            gzip.Write(json);
        }

        return buffer.ToArray();
    }

    /// <summary>HttpClient reports its own timeout as a cancellation.</summary>
    private static bool IsConnectionFailure(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException or IOException or TaskCanceledException && !cancellationToken.IsCancellationRequested;

    private async Task<HttpResponseMessage> SendAsync(string route, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        return await client.PostAsync(new Uri(route, UriKind.Relative), content, cancellationToken);
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var pause = header?.Delta ?? header?.Date - clock.GetUtcNow();
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }
}
