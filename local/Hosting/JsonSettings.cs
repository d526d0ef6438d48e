using Microsoft.Extensions.Configuration;

namespace Insights.Local.Hosting;

/// <summary>A JSON file as settings.</summary>
internal static class JsonSettings
{
    /// <returns>The file's settings; none where there is no file.</returns>
    /// <exception cref="LocalRuntimeException">The file is not JSON.</exception>
    public static IConfiguration Read(string path)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(path, optional: true).Build();
        }
        catch (InvalidDataException cause)
        {
            throw new LocalRuntimeException($"{path} cannot be read: {(cause.InnerException ?? cause).Message}", cause);
        }
    }

    /// <summary>The settings with a value, which sections have not, by full name.</summary>
    public static IEnumerable<(string Name, string Value)> Values(this IConfiguration configuration) =>
        from setting in configuration.AsEnumerable(makePathsRelative: true)
        where setting.Value is not null
        select (setting.Key, setting.Value);
}
