using Grpc.Core;

namespace DevelopmentHost.Protocol;

/// <summary>The service of the protocol: one stream a worker.</summary>
internal sealed class FunctionRpcService(
    Func<IAsyncStreamReader<StreamingMessage>, IServerStreamWriter<StreamingMessage>, CancellationToken, Task> serve) : FunctionRpc.FunctionRpcBase
{
    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        try
        {
            await serve(requestStream, responseStream, context.CancellationToken);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The worker, or the host, has gone.
        }
    }
}
