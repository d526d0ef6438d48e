namespace DevelopmentHost.Protocol;

/// <summary>A function threw. The message and the stack are those of the worker.</summary>
internal sealed class FunctionFailedException(string message, string? workerStack) : Exception(message)
{
    public override string ToString() => workerStack is null ? Message : $"{Message}\n{workerStack}";
}
