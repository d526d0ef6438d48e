using System.Diagnostics;
using System.Globalization;
using Insights.Local.Hosting;

namespace Insights.Local.Azurite;

/// <summary>A data directory held by this process alone; the system lets go of it however the process ends.</summary>
internal sealed class AzuriteDirectory : IDisposable
{
    private static readonly TimeSpan PredecessorTimeout = TimeSpan.FromSeconds(20);

    // A file that another process holds: EWOULDBLOCK of Linux and of macOS, and ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] InUse = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _lock;

    private AzuriteDirectory(FileStream file) => _lock = file;

    /// <exception cref="LocalRuntimeException">Another process holds it, it is no directory, or it cannot be written.</exception>
    public static AzuriteDirectory Hold(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            var directory = new AzuriteDirectory(
                new FileStream(Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            directory.WaitForPredecessor(path);
            return directory;
        }
        catch (IOException cause) when (Array.IndexOf(InUse, cause.HResult) >= 0)
        {
            throw HeldByAnother(path, cause.Message, cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new LocalRuntimeException(
                File.Exists(path)
                    ? $"The data directory {path} is a file. Choose a directory with --data DIR (:memory: to keep none)."
                    : $"The data directory {path} cannot be written ({cause.Message}). Choose another with --data DIR (:memory: to keep none).",
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
    private void WaitForPredecessor(string path)
    {
        using var reader = new StreamReader(_lock, leaveOpen: true);
        var note = reader.ReadToEnd().Split(' ');
        if (note.Length == 2 && int.TryParse(note[0], CultureInfo.InvariantCulture, out var id)
            && long.TryParse(note[1], CultureInfo.InvariantCulture, out var started)
            && !HasEnded(id, started))
        {
            _lock.Dispose();
            throw HeldByAnother(path, $"the Azurite of a run before, process {id}, has not ended");
        }
    }

    private static LocalRuntimeException HeldByAnother(string path, string how, Exception? cause = null) => new(
        $"The data directory {path} is in use by another run ({how}). Stop it, or choose another with --data DIR (:memory: to keep none).", cause!);

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
