using Microsoft.Extensions.Configuration;

namespace Insights.Local.Hosting;

/// <summary>host.json, read into the section <see cref="Section"/> so that settings override it as they do in the real host.</summary>
internal static class HostFile
{
    public const string Section = "AzureFunctionsJobHost";

    /// <summary>The setting that names another file.</summary>
    public const string PathSetting = "Local:HostJson";

    private static readonly KeyValuePair<string, string?>[] Defaults =
    [
        // A line a request would cost more than the request.
        new($"{Section}:logging:logLevel:Microsoft.AspNetCore", "Warning"),
        // The runtime prints its own address.
        new($"{Section}:logging:logLevel:Microsoft.Hosting.Lifetime", "Warning"),
    ];

    /// <exception cref="LocalRuntimeException">The file named by the setting is absent, or a file is not JSON.</exception>
    public static Dictionary<string, string?> Read(IConfiguration configuration)
    {
        var named = configuration[PathSetting];
        var path = Path.GetFullPath(named ?? "host.json", AppContext.BaseDirectory);
        if (named is not null && !File.Exists(path))
        {
            throw new LocalRuntimeException($"{path}, named by the setting {PathSetting}, does not exist.");
        }

        var settings = new Dictionary<string, string?>(Defaults, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in JsonSettings.Read(path).Values())
        {
            settings[$"{Section}:{name}"] = value;
        }

        return settings;
    }
}
