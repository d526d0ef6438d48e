using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Insights.Local.Hosting;

/// <summary>The running app, for those who share its process; a singleton of the host's services.</summary>
/// <param name="server">The web server.</param>
public sealed class LocalRuntime(IServer server)
{
    /// <summary>The address bound, with the port chosen where 0 was asked for.</summary>
    /// <exception cref="InvalidOperationException">The host has not been started.</exception>
    public Uri Address
    {
        get
        {
            var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
                ?? throw new InvalidOperationException("The host has not been started.");
            return new Uri(address.Replace("//[::]", "//localhost", StringComparison.Ordinal)
                .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal));
        }
    }
}
