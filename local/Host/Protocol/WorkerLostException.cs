namespace DevelopmentHost.Protocol;

/// <summary>The worker has ended, and nobody knows how far it came.</summary>
internal sealed class WorkerLostException() : Exception("The worker has ended while the function ran.");
