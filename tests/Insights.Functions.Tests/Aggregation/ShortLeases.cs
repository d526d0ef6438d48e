using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Sas;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>
/// The queues of a storage account with leases of seconds. A process that is killed leaves the messages it had taken invisible for
/// the ten minutes of its lease; a proxy asks the emulator for less, so that a test need not wait. A shared access signature, other
/// than a key, does not sign the parameter that is changed.
/// </summary>
internal sealed class ShortLeases : IAsyncDisposable
{
    private const string Lease = "visibilitytimeout=600";
    private const string ShortLease = "visibilitytimeout=2";

    private readonly WebApplication _proxy;
    private readonly HttpClient _emulator;
    private int _shortened;

    private ShortLeases(Uri queues)
    {
        _emulator = new HttpClient { BaseAddress = new Uri(queues.GetLeftPart(UriPartial.Authority)) };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _proxy = builder.Build();
        _proxy.Run(ForwardAsync);
    }

    /// <summary>What a service is given in place of the account's own connection string.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>How often a lease was made short: none would mean that the proxy no longer knows a lease when it sees one.</summary>
    public int Shortened => _shortened;

    public static async Task<ShortLeases> StartAsync(string storage, CancellationToken cancellationToken)
    {
        var queues = new QueueServiceClient(storage);
        var leases = new ShortLeases(queues.Uri);
        await leases._proxy.StartAsync(cancellationToken);
        var access = new AccountSasBuilder(
            AccountSasPermissions.All, TimeProvider.System.GetUtcNow().AddHours(1), AccountSasServices.Queues | AccountSasServices.Tables, AccountSasResourceTypes.All);
        leases.ConnectionString =
            $"QueueEndpoint={leases._proxy.Urls.Single()}{queues.Uri.AbsolutePath};TableEndpoint={new TableServiceClient(storage).Uri};"
            + $"SharedAccessSignature={queues.GenerateAccountSasUri(access).Query.TrimStart('?')}";
        return leases;
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _emulator.Dispose();
    }

    private async Task ForwardAsync(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target.Contains(Lease, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _shortened);
        }

        using var request = new HttpRequestMessage(
            HttpMethod.Parse(http.Request.Method), target.Replace(Lease, ShortLease, StringComparison.Ordinal))
        {
            Content = new StreamContent(http.Request.Body),
        };
        foreach (var (name, values) in http.Request.Headers.Where(header => header.Key != "Host"))
        {
            _ = request.Headers.TryAddWithoutValidation(name, values.ToArray())
                || request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        using var response = await _emulator.SendAsync(request, http.RequestAborted);
        http.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Transfer-Encoding"))
        {
            http.Response.Headers[name] = values.ToArray();
        }

        await response.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
