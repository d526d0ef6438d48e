using Microsoft.Extensions.Configuration;

namespace Insights.Local.Hosting;

/// <summary>
/// Keeps host.json's place, below all other settings, until they are complete: one of them may name another file. To insert a source
/// later would rebuild those before it, and lose what was set in them.
/// </summary>
internal sealed class HostFileSource : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <exception cref="LocalRuntimeException">The file cannot be read.</exception>
    public void Read(IConfiguration configuration)
    {
        Data = HostFile.Read(configuration);
        OnReload();
    }
}
