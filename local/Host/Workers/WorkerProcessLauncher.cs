using System.ComponentModel;
using System.Diagnostics;

namespace DevelopmentHost.Workers;

/// <summary>Starts the worker as a process of its own, as worker.config.json says.</summary>
internal sealed class WorkerProcessLauncher : IWorkerLauncher
{
    private const string Setsid = "/usr/bin/setsid";
    private const string StartupHooks = "DOTNET_STARTUP_HOOKS";

    public Task<IWorker> LaunchAsync(WorkerStart start, CancellationToken cancellationToken)
    {
        var config = WorkerConfig.Read(start.ApplicationDirectory);
        string[] app = config.Assembly is null ? [config.Executable] : [config.Executable, config.Assembly];

        // In a session of its own: Ctrl-C is the host's to hear, which lets the worker finish what runs.
        string[] command = File.Exists(Setsid) ? [Setsid, .. app] : app;
        var info = new ProcessStartInfo(command[0], [.. command[1..], .. start.Arguments])
        {
            WorkingDirectory = start.ApplicationDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (OperatingSystem.IsWindows())
        {
            info.CreateNewProcessGroup = true;
        }

        foreach (var (name, value) in start.Settings)
        {
            info.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        info.Environment.TryAdd("AZURE_FUNCTIONS_ENVIRONMENT", "Development");
        info.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        info.Environment["FUNCTIONS_WORKER_DIRECTORY"] = start.ApplicationDirectory;
        info.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = start.ApplicationDirectory;
        info.Environment[StartupHooks] = string.Join(
            Path.PathSeparator,
            new[] { info.Environment.TryGetValue(StartupHooks, out var others) ? others : null, typeof(StartupHook).Assembly.Location }
                .Where(hook => !string.IsNullOrEmpty(hook)));
        try
        {
            return Task.FromResult<IWorker>(new WorkerProcess(Process.Start(info)!));
        }
        catch (Win32Exception cause)
        {
            throw new HostStartException($"The worker cannot be started: {command[0]}: {cause.Message}.", cause);
        }
    }
}
