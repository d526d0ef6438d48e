namespace DevelopmentHost;

/// <summary>Listens for what triggers one function.</summary>
internal interface ITriggerListener
{
    /// <summary>Listens until stopped, and returns when nothing that it started runs any more.</summary>
    /// <param name="stopping">Ends the listening.</param>
    /// <param name="abort">Cancels the functions that run.</param>
    Task RunAsync(CancellationToken stopping, CancellationToken abort);
}
