using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace DevelopmentHost;

/// <summary>
/// The settings of an app as the host reads them: host.json in a section of its own, then local.settings.json ("Values"), environment
/// variables and the options, each over the former.
/// </summary>
internal static partial class HostSettings
{
    /// <summary>Where host.json is, so that settings override it as they do in Azure.</summary>
    public const string HostSection = "AzureFunctionsJobHost";

    /// <summary>The storage of the app, where a trigger names no other.</summary>
    public const string Storage = "AzureWebJobsStorage";

    private const string LocalFile = "local.settings.json";

    private static readonly Dictionary<string, string?> Defaults = new()
    {
        // A line a request would cost more than the request.
        [$"{HostSection}:logging:logLevel:Microsoft.AspNetCore"] = "Warning",
        [$"{HostSection}:logging:logLevel:Yarp"] = "Warning",
        [$"{HostSection}:logging:logLevel:Grpc"] = "Warning",
        [$"{HostSection}:logging:logLevel:System.Net.Http"] = "Warning",
        [$"{HostSection}:logging:logLevel:Microsoft.Hosting.Lifetime"] = "Warning",
    };

    /// <exception cref="HostStartException">A file is not JSON.</exception>
    public static IConfigurationRoot Read(FunctionsHostOptions options) => new ConfigurationBuilder()
        .AddInMemoryCollection(Defaults)
        .AddInMemoryCollection(Json(options, "host.json").AsEnumerable().Select(setting => KeyValuePair.Create($"{HostSection}:{setting.Key}", setting.Value)))
        .AddInMemoryCollection(LocalValues(options))
        .AddEnvironmentVariables()
        .AddInMemoryCollection(options.Settings)
        .Build();

    /// <summary>What the worker is told: the app's settings that it cannot find in the environment by itself.</summary>
    public static Dictionary<string, string?> ForWorker(FunctionsHostOptions options)
    {
        var settings = LocalValues(options);
        foreach (var name in settings.Keys.Where(name => Environment.GetEnvironmentVariable(name.Replace(":", "__", StringComparison.Ordinal)) is not null).ToArray())
        {
            settings.Remove(name);
        }

        foreach (var (name, value) in options.Settings)
        {
            settings[name] = value;
        }

        return settings;
    }

    /// <summary>Puts settings in the place of <c>%Name%</c>.</summary>
    /// <exception cref="HostStartException">There is no such setting.</exception>
    public static string Resolve(this IConfiguration configuration, string text, string function) => Placeholder().Replace(
        text,
        match => configuration[match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal)]
            ?? throw new HostStartException($"Function {function} names the setting {match.Value}, which does not exist. "
                + $"Set it in {LocalFile} (\"Values\") or as an environment variable."));

    /// <summary>Whether <c>AzureWebJobs.{function}.Disabled</c> is set, or the form for systems whose variables have no dots.</summary>
    public static bool IsDisabled(this IConfiguration configuration, string function) =>
        (configuration[$"AzureWebJobs.{function}.Disabled"] ?? configuration[$"AzureWebJobs_{function}_Disabled"]) is { } value
        && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>The connection string of that name, looked up as Azure's host does.</summary>
    /// <exception cref="HostStartException">There is no such setting.</exception>
    public static string Connection(this IConfiguration configuration, string name, string function) =>
        configuration[$"AzureWebJobs{name}"] ?? configuration[name] ?? configuration.GetConnectionString(name)
        ?? throw new HostStartException($"Function {function} needs the storage connection {name}, which is not set.");

    private static Dictionary<string, string?> LocalValues(FunctionsHostOptions options) => Json(options, LocalFile).GetSection("Values")
        .AsEnumerable(makePathsRelative: true)
        .Where(setting => setting.Value is not null)
        .ToDictionary(setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => setting.Value);

    private static IConfigurationRoot Json(FunctionsHostOptions options, string file)
    {
        var path = Path.GetFullPath(Path.Combine(options.ApplicationDirectory, file));
        try
        {
            return new ConfigurationBuilder().AddJsonFile(path, optional: true).Build();
        }
        catch (InvalidDataException cause)
        {
            throw new HostStartException($"{path} cannot be read: {(cause.InnerException ?? cause).Message}", cause);
        }
    }

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Placeholder();
}
