namespace DevelopmentHost.Workers;

/// <summary>A worker that was started. Disposing of it ends it, at once if need be.</summary>
public interface IWorker : IAsyncDisposable
{
    /// <summary>Completes, with a few words on how, when the worker has ended.</summary>
    Task<string> Ended { get; }

    /// <summary>Where its web server listens, if that is not what it tells the host.</summary>
    Uri? HttpAddress { get; }
}
