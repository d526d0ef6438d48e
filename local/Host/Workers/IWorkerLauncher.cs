namespace DevelopmentHost.Workers;

/// <summary>Starts workers.</summary>
public interface IWorkerLauncher
{
    /// <summary>Starts a worker, which then connects to the host.</summary>
    /// <param name="start">What the worker must know.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HostStartException">It cannot be started.</exception>
    Task<IWorker> LaunchAsync(WorkerStart start, CancellationToken cancellationToken);
}
