using DevelopmentHost.Workers;
using Microsoft.Extensions.Logging;

namespace DevelopmentHost;

/// <summary>What to run, and how.</summary>
public sealed record FunctionsHostOptions
{
    /// <summary>The app as built or published: the folder with host.json, worker.config.json and the worker's assembly.</summary>
    public required string ApplicationDirectory { get; init; }

    /// <summary>Where to listen: one <c>http://</c> address; port 0 for a free one.</summary>
    public string Url { get; init; } = "http://127.0.0.1:7071";

    /// <summary>
    /// Settings of the app, over those of local.settings.json and of the environment. The worker gets them as environment variables.
    /// Names that begin with <c>AzureFunctionsJobHost:</c> override host.json.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>
    /// How long a received message stays hidden; renewed at half of it while its function runs. At least a second. What a killed host had
    /// in hand comes back after it. Azure's host has 10 minutes, and no setting for it.
    /// </summary>
    public TimeSpan MessageLease { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether it is remembered, in the storage of the app, when timers ran, so that they make up at start for what was missed.</summary>
    public bool RemembersTimers { get; init; } = true;

    /// <summary>How long stopping waits for functions that run before it cancels them.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait before a crashed worker is started again; it doubles with each crash.</summary>
    public TimeSpan RestartPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many crashes are borne before the host gives up; a worker that runs for ten minutes is forgiven those before.</summary>
    public int CrashesBorne { get; init; } = 5;

    /// <summary>The clock of timers and pauses.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How a worker comes to be; a process of its own unless said otherwise.</summary>
    public IWorkerLauncher Launcher { get; init; } = new WorkerProcessLauncher();

    /// <summary>Adds to the host's logging, which writes to the console as host.json says.</summary>
    public Action<ILoggingBuilder> ConfigureLogging { get; init; } = logging => logging.AddSimpleConsole(console => console.TimestampFormat = "HH:mm:ss ");
}
