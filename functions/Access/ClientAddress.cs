using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Access;

/// <summary>The address that a request comes from, as far as it can be believed.</summary>
public sealed class ClientAddress(IOptions<AuthOptions> options, IConfiguration configuration)
{
    /// <summary>What the platform names an instance in. There, every connection comes from the same address.</summary>
    private const string AzureInstance = "WEBSITE_INSTANCE_ID";

    private const string ForwardedFor = "X-Forwarded-For";

    /// <summary>
    /// The address that the outermost proxy of ours was called from. Proxies append: what stands further left in the header was sent
    /// by the caller and may be anything. Without proxies, or with fewer than there should be, it is the connection's.
    /// </summary>
    internal IPAddress Of(HttpContext http)
    {
        var proxies = options.Value.TrustedProxies ?? (string.IsNullOrEmpty(configuration[AzureInstance]) ? 0 : 1);
        var hops = proxies == 0 ? [] : http.Request.Headers[ForwardedFor].ToString().Split(',', StringSplitOptions.TrimEntries);
        return hops.Length >= proxies && proxies > 0 && TryParse(hops[^proxies], out var forwarded)
            ? forwarded
            : http.Connection.RemoteIpAddress ?? IPAddress.None;
    }

    // Azure's front end writes the port too.
    private static bool TryParse(string hop, out IPAddress address)
    {
        var parsed = IPEndPoint.TryParse(hop, out var endpoint);
        address = endpoint?.Address ?? IPAddress.None;
        return parsed;
    }
}
