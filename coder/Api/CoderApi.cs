using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Insights.Coder.Api;

/// <summary>
/// The REST API of a Coder deployment, with a token. It only reads. What Coder cannot answer now is asked again, more and more slowly, and
/// never more often than Coder lets one.
/// </summary>
/// <param name="client">With the address; it must not follow redirects, which would take the token elsewhere.</param>
/// <param name="token">Gives the token; asked again when it is not accepted, for it may have been replaced.</param>
/// <param name="clock">Of the pauses.</param>
public sealed class CoderApi(HttpClient client, Func<CancellationToken, Task<string>> token, TimeProvider clock) : IDisposable
{
    private const int Attempts = 6;
    private const int PageLength = 100;
    private const string TokenHeader = "Coder-Session-Token";
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    private readonly RequestPace _pace = new(clock);
    private string? _token;

    /// <summary>Where it is.</summary>
    public string Name => client.BaseAddress!.Authority;

    /// <summary>The API at an address.</summary>
    public static CoderApi At(Uri address, Func<CancellationToken, Task<string>> token, TimeProvider clock) =>
        new(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address, Timeout = RequestTimeout }, token, clock);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    /// <summary>The answer to a request.</summary>
    /// <exception cref="CoderApiException">There is none.</exception>
    internal async Task<T> GetAsync<T>(string path, string query, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await RequestAsync(path, query, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw Refused(path, response, await MessageOfAsync(response, cancellationToken));
        }

        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new CoderApiException($"{Name} answers /api/v2/{path} with something else than Coder does. Is it the address of a Coder?", response.StatusCode, e);
        }
    }

    /// <summary>The answer to a request for something that may not be there, not be licensed or not be ready; null when it is not.</summary>
    internal async Task<T?> FindAsync<T>(string path, string query, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await GetAsync(path, query, type, cancellationToken);
        }
        catch (CoderApiException e) when (e.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest or (HttpStatusCode)425)
        {
            return null;
        }
    }

    /// <summary>All items of a list that comes in pages.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="query">What else is asked, each with an ampersand at its end.</param>
    /// <param name="type">How a page is read.</param>
    /// <param name="itemsOf">The items of a page.</param>
    /// <param name="idOf">The id of an item. Pages shift while items come and go, so that one may be there twice.</param>
    /// <param name="afterId">Whether the next page is asked for by the last id, and not by how many there were.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task<List<TItem>> GetAllAsync<TPage, TItem>(
        string path,
        string query,
        JsonTypeInfo<TPage> type,
        Func<TPage, IReadOnlyList<TItem>> itemsOf,
        Func<TItem, Guid> idOf,
        bool afterId,
        CancellationToken cancellationToken)
    {
        var items = new Dictionary<Guid, TItem>();
        IReadOnlyList<TItem> page;
        var read = 0;
        do
        {
            var next = read == 0 ? "" : afterId ? $"&after_id={idOf(items.Values.Last())}" : $"&offset={read}";
            page = itemsOf(await GetAsync(path, $"{query}limit={PageLength}{next}", type, cancellationToken));
            foreach (var item in page)
            {
                items[idOf(item)] = item;
            }

            read += page.Count;
        }
        while (page.Count == PageLength);
        return [.. items.Values];
    }

    private async Task<HttpResponseMessage> RequestAsync(string path, string query, CancellationToken cancellationToken)
    {
        var renewed = false;
        for (var attempt = 1; ; attempt++)
        {
            var pause = TimeSpan.FromSeconds(Math.Pow(2, attempt - 1));
            try
            {
                _token ??= await token(cancellationToken);
                await _pace.WaitAsync(path, cancellationToken);
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"api/v2/{path}{(query.Length > 0 ? "?" + query : "")}", UriKind.Relative));
                request.Headers.Add(TokenHeader, _token);
                var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                if (response.StatusCode == HttpStatusCode.Unauthorized && !renewed)
                {
                    (renewed, _token) = (true, null);
                    response.Dispose();
                    continue;
                }

                if (!IsBusy(response.StatusCode) || attempt >= Attempts)
                {
                    return response;
                }

                pause = RetryAfter(response) ?? pause;
                response.Dispose();
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                if (attempt >= Attempts)
                {
                    throw new CoderApiException($"Coder at {Name} cannot be reached: {e.Message}", status: null, e);
                }
            }

            await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, cancellationToken);
        }
    }

    private CoderApiException Refused(string path, HttpResponseMessage response, string message) => new(
        response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => $"Coder at {Name} does not accept the token. It may have expired or been removed; make a new one and put it where this one is.",
            HttpStatusCode.Forbidden => $"Coder at {Name} does not let the token read /api/v2/{path}: {message}",
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => $"{Name} answers with a redirect to {response.Headers.Location}: is that the address of Coder?",
            var status => $"Coder at {Name} answers /api/v2/{path} with {(int)status}: {message}",
        },
        response.StatusCode);

    private static async Task<string> MessageOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return (await JsonSerializer.DeserializeAsync(body, ApiJson.Default.ErrorAnswer, cancellationToken))?.Message ?? "it says nothing.";
        }
        catch (JsonException)
        {
            return "it is no answer of Coder's.";
        }
    }

    private static bool IsBusy(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var pause = header?.Delta ?? header?.Date - clock.GetUtcNow();
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }
}
