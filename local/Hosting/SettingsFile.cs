namespace Insights.Local.Hosting;

/// <summary>local.settings.json: its "Values" are settings as environment variables are.</summary>
internal static class SettingsFile
{
    public const string Name = "local.settings.json";

    /// <summary>Reads the file in the first directory that has one.</summary>
    /// <exception cref="LocalRuntimeException">The file is not JSON.</exception>
    public static Dictionary<string, string?> Read(params string[] directories)
    {
        var path = directories.Select(directory => Path.Combine(directory, Name)).FirstOrDefault(File.Exists);
        return path is null
            ? []
            : JsonSettings.Read(path).GetSection("Values").Values()
                .ToDictionary(setting => setting.Name.Replace("__", ":", StringComparison.Ordinal), setting => (string?)setting.Value);
    }
}
