using System.Diagnostics;

namespace Insights.Functions.Tests.Shared;

/// <summary>The service as `dotnet run` starts it, the host and its worker as processes of their own, which can be killed.</summary>
internal sealed class ServiceProcess : IDisposable
{
    public const string Token = "the-token-of-the-killed";

    private const string Greeting = "Listening on ";

    private readonly Process _process;

    private ServiceProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts it on a storage account.</summary>
    /// <param name="storage">The account.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="app">The folder of the app; null for what was built.</param>
    /// <param name="environment">Variables for the host and its worker.</param>
    public static Task<ServiceProcess> StartAsync(
        string storage, CancellationToken cancellationToken, string? app = null, IReadOnlyDictionary<string, string>? environment = null) =>
        StartAsync(["--storage", storage], cancellationToken, app, environment);

    /// <summary>Starts it with an Azurite of its own that keeps its data in a directory.</summary>
    public static Task<ServiceProcess> StartWithAzuriteAsync(string directory, CancellationToken cancellationToken) =>
        StartAsync(["--data", directory], cancellationToken);

    private static async Task<ServiceProcess> StartAsync(
        string[] storage, CancellationToken cancellationToken, string? app = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(
            "dotnet", [OutputOf("local", "Insights.Local.dll"), "--app", app ?? OutputOf("functions"), .. storage, "--urls", "http://127.0.0.1:0", "--token", Token])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.050";
        start.Environment["AzureFunctionsJobHost__logging__logLevel__default"] = "None";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var process = new Process { StartInfo = start };
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.OutputDataReceived += (_, line) =>
        {
            said.Enqueue(line.Data ?? "");
            if (line.Data is null)
            {
                address.TrySetException(new InvalidOperationException($"The service ended. It said:\n{string.Join('\n', said)}"));
            }
            else if (line.Data.StartsWith(Greeting, StringComparison.Ordinal))
            {
                address.TrySetResult(new Uri(line.Data[Greeting.Length..]));
            }
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new ServiceProcess(process, await address.Task.WaitAsync(cancellationToken));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>The id of the worker's process, the only child of the host; Linux only.</summary>
    public int WorkerId => Directory.GetDirectories("/proc")
        .Select(directory => int.TryParse(Path.GetFileName(directory), out var id) ? id : 0)
        .Single(id => id != 0 && ParentOf(id) == _process.Id);

    /// <summary>How many bytes of memory the worker has had resident at most; Linux only.</summary>
    public long WorkerPeak => 1024 * long.Parse(
        File.ReadLines($"/proc/{WorkerId}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(),
        System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Tells it to end, as a platform does, and waits.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    private static int ParentOf(int process)
    {
        try
        {
            // pid (command) state parent ...
            var fields = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(fields[(fields.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    // This is tests/Insights.Functions.Tests/bin/<configuration>/net10.0/.
    private static string OutputOf(string project, string file = "")
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.GetFullPath(Path.Combine(output.FullName, "../../../../..", project, "bin", output.Parent!.Name, output.Name, file));
    }

    /// <summary>Ends the process as a power cut would: by SIGKILL, in the middle of whatever it does.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
