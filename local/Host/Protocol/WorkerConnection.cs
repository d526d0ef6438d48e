using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace DevelopmentHost.Protocol;

/// <summary>The stream of one worker. What is asked gets its answer by the id of the request; messages have no order otherwise.</summary>
internal sealed class WorkerConnection(ILoggerFactory loggers)
{
    private const string HostVersion = "4.0.0.0";

    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _pending = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the stream has ended.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Carries messages both ways until either end closes.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        var sending = SendAllAsync(outgoing, cancellationToken);
        try
        {
            while (await incoming.MoveNext(cancellationToken))
            {
                Take(incoming.Current);
            }
        }
        finally
        {
            _outgoing.Writer.TryComplete();
            _closed.TrySetResult();
            foreach (var id in _pending.Keys)
            {
                Forget(id)?.TrySetException(new WorkerLostException());
            }

            await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Introduces the host and has the worker load its functions.</summary>
    /// <returns>The functions, and the worker's capabilities.</returns>
    /// <exception cref="HostStartException">The worker refuses.</exception>
    public async Task<(IReadOnlyList<FunctionDefinition> Functions, IReadOnlyDictionary<string, string> Capabilities)> InitializeAsync(
        string applicationDirectory, CancellationToken cancellationToken)
    {
        var initialized = (await AskAsync(
            new() { WorkerInitRequest = new() { HostVersion = HostVersion, WorkerDirectory = applicationDirectory, FunctionAppDirectory = applicationDirectory } },
            cancellationToken)).WorkerInitResponse;
        Check(initialized.Result, "The worker did not start");
        var found = (await AskAsync(
            new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = applicationDirectory } }, cancellationToken)).FunctionMetadataResponse;
        Check(found.Result, "The worker did not find its functions");
        await Task.WhenAll(found.FunctionMetadataResults.Select(async function => Check(
            (await AskAsync(new() { FunctionLoadRequest = new() { FunctionId = function.FunctionId, Metadata = function } }, cancellationToken)).FunctionLoadResponse.Result,
            $"Function {function.Name} did not load")));
        return ([.. found.FunctionMetadataResults.Select(FunctionDefinition.Of)], new Dictionary<string, string>(initialized.Capabilities));
    }

    /// <summary>Runs a function.</summary>
    /// <exception cref="FunctionFailedException">The function threw, or was cancelled.</exception>
    /// <exception cref="WorkerLostException">The worker has ended; whether the function ran is not known.</exception>
    public async Task InvokeAsync(InvocationRequest invocation, CancellationToken cancellationToken)
    {
        var answer = AskAsync(new() { RequestId = invocation.InvocationId, InvocationRequest = invocation }, CancellationToken.None);
        await using var cancelling = cancellationToken.Register(
            () => Send(new() { InvocationCancel = new() { InvocationId = invocation.InvocationId } }));
        var result = (await answer).InvocationResponse.Result;
        if (result.Status != StatusResult.Types.Status.Success)
        {
            throw new FunctionFailedException(result.Exception?.Message ?? $"The invocation was {result.Status}.", result.Exception?.StackTrace);
        }
    }

    /// <summary>Asks the worker to end. It does at once, whatever still runs.</summary>
    public void Terminate(TimeSpan grace) => Send(new() { WorkerTerminate = new() { GracePeriod = Duration.FromTimeSpan(grace) } });

    private static void Check(StatusResult result, string failure)
    {
        if (result.Status != StatusResult.Types.Status.Success)
        {
            throw new HostStartException($"{failure}: {result.Exception?.Message}");
        }
    }

    private async Task<StreamingMessage> AskAsync(StreamingMessage question, CancellationToken cancellationToken)
    {
        if (question.RequestId.Length == 0)
        {
            question.RequestId = Guid.NewGuid().ToString();
        }

        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[question.RequestId] = answer;
        if (!Send(question) || Closed.IsCompleted)
        {
            Forget(question.RequestId)?.TrySetException(new WorkerLostException());
        }

        await using var giveUp = cancellationToken.Register(() => Forget(question.RequestId)?.TrySetCanceled(cancellationToken));
        return await answer.Task;
    }

    private bool Send(StreamingMessage message) => _outgoing.Writer.TryWrite(message);

    private async Task SendAllAsync(IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellationToken))
        {
            await outgoing.WriteAsync(message, cancellationToken);
        }
    }

    private void Take(StreamingMessage message)
    {
        if (message.RpcLog is { } log)
        {
            loggers.CreateLogger(log.Category.Length == 0 ? "Worker" : log.Category).Write(log);
        }
        else
        {
            Forget(message.RequestId)?.TrySetResult(message);
        }
    }

    private TaskCompletionSource<StreamingMessage>? Forget(string id) => _pending.TryRemove(id, out var waiting) ? waiting : null;
}
