using Insights.Functions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Insights.Functions.Access;

/// <summary>
/// What an issuer publishes of itself: its name and its keys. A key that is not known is asked for at once, and whoever waits for it
/// shares one reading, so that a rotation locks nobody out; what was withdrawn is gone from here with the next reading.
/// </summary>
public sealed partial class IssuerKeys : IDisposable
{
    private const string DiscoveryPath = "/.well-known/openid-configuration";
    private const int MaxDocumentLength = 1024 * 1024;

    /// <summary>How long keys are used without asking again.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(10);

    /// <summary>How long keys are used while the issuer does not answer.</summary>
    private static readonly TimeSpan MaxOutage = TimeSpan.FromHours(12);

    /// <summary>How far apart readings are at least, so that tokens with made-up keys do not flood the issuer.</summary>
    private static readonly TimeSpan MinPause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly string _address;
    private readonly HttpClient _http;
    private readonly HttpDocumentRetriever _documents;
    private readonly TimeProvider _clock;
    private readonly ILogger<IssuerKeys> _logger;
    private Published? _latest;
    private Task<Published?>? _reading;
    private long? _begunAt;

    /// <summary>The keys of the issuer that the settings name.</summary>
    public IssuerKeys(IOptions<AuthOptions> options, TimeProvider clock, ILogger<IssuerKeys> logger)
    {
        _address = options.Value.Authority.TrimEnd('/') + DiscoveryPath;
        _http = new HttpClient { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = MaxDocumentLength };
        _documents = new HttpDocumentRetriever(_http) { RequireHttps = !_address.StartsWith(Uri.UriSchemeHttp + ":", StringComparison.OrdinalIgnoreCase) };
        _clock = clock;
        _logger = logger;
    }

    /// <summary>What the issuer publishes, with the key of an id if it has that one; an empty id is any key's.</summary>
    /// <exception cref="ApiException">503: the issuer does not answer, and the key is not known or known from too long ago.</exception>
    internal async Task<OpenIdConnectConfiguration> GetAsync(string keyId, CancellationToken cancellationToken)
    {
        var askedAt = _clock.GetTimestamp();
        var known = Volatile.Read(ref _latest);
        if (known is not null && known.Has(keyId) && AgeOf(known) < MaxOutage)
        {
            if (AgeOf(known) >= MaxAge)
            {
                _ = NewerAsync(known);
            }

            return known.Configuration;
        }

        while (true)
        {
            known = await NewerAsync(known).WaitAsync(cancellationToken) ?? throw ApiException.Unavailable("The issuer of sign-ins does not answer.");

            // A reading that was under way already may have missed a key that was published since.
            if (known.Has(keyId) || known.ReadAt >= askedAt)
            {
                return known.Configuration;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private TimeSpan AgeOf(Published published) => _clock.GetElapsedTime(published.ReadAt);

    /// <summary>What was read after what is known, or null when the issuer did not answer.</summary>
    private Task<Published?> NewerAsync(Published? known)
    {
        lock (_lock)
        {
            return _latest is not null && _latest != known ? Task.FromResult<Published?>(_latest) : _reading ??= Task.Run(ReadAsync);
        }
    }

    private async Task<Published?> ReadAsync()
    {
        try
        {
            if (_begunAt is { } begun && MinPause - _clock.GetElapsedTime(begun) is var pause && pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, _clock);
            }

            var readAt = _clock.GetTimestamp();
            _begunAt = readAt;
            var published = new Published(await OpenIdConnectConfigurationRetriever.GetAsync(_address, _documents, CancellationToken.None), readAt);
            Volatile.Write(ref _latest, published);
            return published;
        }
        catch (Exception e)
        {
            // Whatever it is, it is between the issuer and us: callers are told to come again.
            LogNoAnswer(e);
            return null;
        }
        finally
        {
            lock (_lock)
            {
                _reading = null;
            }
        }
    }

    [LoggerMessage(202, LogLevel.Warning, "The issuer of sign-ins did not answer.")]
    private partial void LogNoAnswer(Exception exception);

    private sealed record Published(OpenIdConnectConfiguration Configuration, long ReadAt)
    {
        public bool Has(string keyId) => keyId.Length == 0 || Configuration.SigningKeys.Any(key => string.Equals(key.KeyId, keyId, StringComparison.Ordinal));
    }
}
