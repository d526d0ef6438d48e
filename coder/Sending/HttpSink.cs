using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Insights.Coder.Items;
using Insights.Coder.State;
using Microsoft.Extensions.Logging;

namespace Insights.Coder.Sending;

/// <summary>A service at the other end of HTTP, with a token. What it cannot take now is sent again, more and more slowly.</summary>
/// <param name="client">With the address of the service.</param>
/// <param name="token">Gives the token; asked again when it is not accepted, for it may have been replaced.</param>
/// <param name="clock">Of the pauses.</param>
/// <param name="logger">Where it says what is refused.</param>
public sealed class HttpSink(HttpClient client, Func<CancellationToken, Task<string>> token, TimeProvider clock, ILogger<HttpSink> logger) : IInsightsSink
{
    private const int Attempts = 6;
    private const string TokenHeader = "Coder-Session-Token";
    private const string Api = "/api/v2/ingest/";
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private string? _token;
    private Guid _source;

    /// <inheritdoc/>
    public async Task<SourceTerms> OpenAsync(Guid source, CancellationToken cancellationToken)
    {
        _source = source;
        using var response = await RequestAsync(HttpMethod.Get, $"sources/{source}", null, cancellationToken);
        await ThrowIfFailedAsync($"sources/{source}", null, response, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var terms = await JsonSerializer.DeserializeAsync(body, SinkJson.Default.TermsAnswer, cancellationToken)
            ?? throw new SinkException($"{client.BaseAddress} does not answer as a service of template insights does.");
        return new SourceTerms(terms.State, terms.Revision, TimeSpan.FromDays(terms.RetentionDays), terms.FollowsAccess);
    }

    /// <inheritdoc/>
    public async Task<string> SaveAsync(SourceState state, string? revision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var body = JsonSerializer.SerializeToUtf8Bytes(new StateBody(revision, state), SinkJson.Default.StateBody);
        var route = $"sources/{state.Id}";
        using var response = await RequestAsync(HttpMethod.Put, route, body, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Conflict)
        {
            throw new StateConflictException();
        }

        await ThrowIfFailedAsync(route, null, response, cancellationToken);
        await using var answer = await response.Content.ReadAsStreamAsync(cancellationToken);
        return (await JsonSerializer.DeserializeAsync(answer, SinkJson.Default.RevisionAnswer, cancellationToken))!.Revision;
    }

    /// <inheritdoc/>
    public async Task SendAsync(IngestList list, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(list);
        var method = list.Route == IngestList.UserAccess.Route ? HttpMethod.Put : HttpMethod.Post;
        using var response = await RequestAsync(method, list.Route, body, cancellationToken);
        await ThrowIfFailedAsync(list.Route, list, response, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> ImportAsync(DateOnly day, IReadOnlyList<UsageBucket> buckets, CancellationToken cancellationToken)
    {
        var sender = new Sender(this, logger);
        var count = await sender.SendAsync(IngestList.UsageBuckets, buckets.Where(bucket => bucket.Completes != true), cancellationToken);
        count += await sender.SendAsync(
            IngestList.UsageBuckets with { Route = $"sources/{_source}/usage-buckets" }, buckets.Where(bucket => bucket.Completes == true), cancellationToken);
        return count.Refused;
    }

    private async Task<HttpResponseMessage> RequestAsync(HttpMethod method, string route, ReadOnlyMemory<byte>? json, CancellationToken cancellationToken)
    {
        var body = json is { } given ? Compress(given.Span) : null;
        var renewed = false;
        for (var attempt = 1; ; attempt++)
        {
            var pause = TimeSpan.FromSeconds(Math.Pow(2, attempt - 2));
            try
            {
                _token ??= await token(cancellationToken);
                var response = await RequestOnceAsync(method, route, body, cancellationToken);
                if (response.StatusCode == HttpStatusCode.Unauthorized && !renewed)
                {
                    renewed = true;
                    response.Dispose();
                    _token = null;
                    continue;
                }

                if (!IsBusy(response.StatusCode) || attempt >= Attempts)
                {
                    return response;
                }

                pause = RetryAfter(response.Headers.RetryAfter) ?? pause;
                response.Dispose();
            }
            catch (Exception e) when (IsConnectionFailure(e, cancellationToken))
            {
                if (attempt >= Attempts)
                {
                    throw new SinkException($"{client.BaseAddress} cannot be reached: {e.Message}", e);
                }
            }

            await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> RequestOnceAsync(HttpMethod method, string route, byte[]? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(Api + route, UriKind.Relative));
        request.Headers.Add(TokenHeader, _token);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Content.Headers.ContentEncoding.Add("gzip");
        }

        return await client.SendAsync(request, cancellationToken);
    }

    private async Task ThrowIfFailedAsync(string route, IngestList? list, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var error = ErrorOf(await response.Content.ReadAsStringAsync(cancellationToken));
        var said = $"{client.BaseAddress} answers {Api}{route} with {(int)response.StatusCode}: {error.Message} {error.Detail}".TrimEnd();
        throw response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new SinkException($"{client.BaseAddress} does not accept the token. It may have expired or been revoked; make a new one and put it where this one is."),
            HttpStatusCode.RequestEntityTooLarge => new BodyTooLargeException(said),
            HttpStatusCode.BadRequest or HttpStatusCode.Forbidden
                when list is not null && ItemsRefusedException.ErrorsOf(list, error.Validations?.Select(one => one.Field) ?? []) is { Count: > 0 } errors =>
                new ItemsRefusedException(said, errors),
            HttpStatusCode.Forbidden or HttpStatusCode.Conflict => new SinkRefusedException(said),
            _ => new SinkException(said),
        };
    }

    private static ErrorAnswer ErrorOf(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, SinkJson.Default.ErrorAnswer) ?? new ErrorAnswer("", null, null);
        }
        catch (JsonException)
        {
            return new ErrorAnswer("It is no answer of a service of template insights.", null, null);
        }
    }

    private static bool IsBusy(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    // HttpClient reports its own timeout as a cancellation.
    private static bool IsConnectionFailure(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException or IOException or TaskCanceledException && !cancellationToken.IsCancellationRequested;

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var pause = header?.Delta ?? header?.Date - clock.GetUtcNow();
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    private static byte[] Compress(ReadOnlySpan<byte> json)
    {
        using var buffer = new MemoryStream((json.Length / 4) + 64);
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            gzip.Write(json);
        }

        return buffer.ToArray();
    }
}
