using System.Diagnostics;
using System.Globalization;
using Insights.Local.Hosting;

namespace Insights.Local.Azurite;

/// <summary>A data directory held by this process alone; the system lets go of it however the process ends.</summary>
internal sealed class AzuriteDirectory : IDisposable
{
    private static readonly TimeSpan PredecessorTimeout = TimeSpan.FromSeconds(20);

    private readonly FileStream _lock;

    private AzuriteDirectory(FileStream file) => _lock = file;

    /// <exception cref="LocalRuntimeException">Another process holds it, or it cannot be written.</exception>
    public static AzuriteDirectory Hold(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            var directory = new AzuriteDirectory(
                new FileStream(Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            directory.WaitForPredecessor();
            return directory;
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

    /// <summary>Notes which process uses the directory, for the next one to wait for.</summary>
    public void NoteUser(Process user)
    {
        _lock.SetLength(0);
        using var writer = new StreamWriter(_lock, leaveOpen: true);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{user.Id} {user.StartTime.Ticks}"));
    }

    public void Dispose() => _lock.Dispose();

    // When the owner was killed, its Azurite may still be saving: what it has not saved yet, a new one would not see.
    private void WaitForPredecessor()
    {
        using var reader = new StreamReader(_lock, leaveOpen: true);
        var note = reader.ReadToEnd().Split(' ');
        if (note.Length == 2 && int.TryParse(note[0], CultureInfo.InvariantCulture, out var id)
            && long.TryParse(note[1], CultureInfo.InvariantCulture, out var started)
            && !HasEnded(id, started))
        {
            throw new IOException($"the Azurite of a run before, process {id}, has not ended");
        }
    }

    private static bool HasEnded(int id, long started)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime.Ticks != started || process.WaitForExit(PredecessorTimeout);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return true;
        }
    }
}
