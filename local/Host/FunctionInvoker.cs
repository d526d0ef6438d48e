using DevelopmentHost.Protocol;
using DevelopmentHost.Workers;
using Microsoft.Extensions.Logging;

namespace DevelopmentHost;

/// <summary>Runs functions that no request waits for, on whatever worker there is; where there is none, once there is one again.</summary>
internal sealed partial class FunctionInvoker(WorkerSupervisor worker, ILogger<FunctionInvoker> logger)
{
    /// <returns>Whether it succeeded; a failure is logged.</returns>
    public async Task<bool> SucceedsAsync(
        FunctionDefinition function, TypedData input, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var invocation = new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            FunctionId = function.Id,
            TraceContext = new(),
            InputData = { new ParameterBinding { Name = function.Parameter, Data = input } },
        };
        foreach (var (name, value) in metadata)
        {
            invocation.TriggerMetadata[name] = new() { String = value };
        }

        try
        {
            var running = await worker.CurrentAsync(cancellationToken);
            await running.Connection.InvokeAsync(invocation, cancellationToken);
            return true;
        }
        catch (Exception error)
        {
            LogFailed(error, function.Name, invocation.InvocationId);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Function {FunctionName} failed (invocation {InvocationId})")]
    private partial void LogFailed(Exception error, string functionName, string invocationId);
}
