using System.Buffers.Text;
using System.Security.Cryptography;

namespace Insights.Local.Hosting;

/// <summary>The administrator's token where none is configured: made once, kept beside the data, readable to its owner alone.</summary>
/// <param name="Value">The token.</param>
internal sealed record BootstrapToken(string Value)
{
    public const string Setting = "Insights:BootstrapToken";

    private const int Bytes = 32;

    /// <param name="directory">Where the token is kept; null keeps none.</param>
    public static BootstrapToken LoadOrCreate(string? directory)
    {
        if (directory is null)
        {
            return Create();
        }

        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, "token");
        return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } kept ? new(kept) : Keep(Create(), path);
    }

    private static BootstrapToken Create() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    private static BootstrapToken Keep(BootstrapToken token, string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new StreamWriter(path, options);
        file.WriteLine(token.Value);
        return token;
    }
}
