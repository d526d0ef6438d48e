using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Insights.Local.Hosting;

/// <summary>Settings as attributes and the real host name them.</summary>
internal static partial class SettingNames
{
    /// <summary>Puts settings in the place of <c>%Name%</c>.</summary>
    /// <exception cref="LocalRuntimeException">There is no such setting.</exception>
    public static string Resolve(this IConfiguration configuration, string text, string function) => Placeholder().Replace(
        text,
        match => configuration[match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal)]
            ?? throw new LocalRuntimeException($"Function {function} names the setting {match.Value}, which does not exist. "
                + $"Set it in {SettingsFile.Name} (\"Values\") or as an environment variable."));

    /// <summary>Whether <c>AzureWebJobs.{function}.Disabled</c> is set.</summary>
    public static bool IsDisabled(this IConfiguration configuration, string function) =>
        (configuration[$"AzureWebJobs.{function}.Disabled"] ?? configuration[$"AzureWebJobs:{function}:Disabled"]) is { } value
        && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>The connection string of that name, looked up as the real host does.</summary>
    /// <exception cref="LocalRuntimeException">There is no such setting.</exception>
    public static string Connection(this IConfiguration configuration, string name, string function) =>
        configuration[$"AzureWebJobs{name}"] ?? configuration[name] ?? configuration.GetConnectionString(name)
        ?? throw new LocalRuntimeException($"Function {function} needs the storage connection {name}, which is not set.");

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Placeholder();
}
