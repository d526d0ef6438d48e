using Insights.Local.Hosting;

namespace Insights.Local.Azurite;

/// <summary>A data directory held by this process alone; the system lets go of it however the process ends.</summary>
internal sealed class AzuriteDirectory : IDisposable
{
    private readonly FileStream _lock;

    private AzuriteDirectory(FileStream file) => _lock = file;

    /// <exception cref="LocalRuntimeException">Another process holds it, or it cannot be written.</exception>
    public static AzuriteDirectory Hold(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return new(new FileStream(Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new LocalRuntimeException($"The data directory {path} cannot be written. Choose another with --data DIR.", cause);
        }
        catch (IOException cause)
        {
            throw new LocalRuntimeException(
                $"The data directory {path} is in use by another run ({cause.Message}). Stop it, or choose another with --data DIR "
                + "(:memory: to keep none).",
                cause);
        }
    }

    public void Dispose() => _lock.Dispose();
}
