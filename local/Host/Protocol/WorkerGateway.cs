using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevelopmentHost.Protocol;

/// <summary>Where workers connect to: a gRPC server on a port of its own, for HTTP/2 without TLS takes a port of its own.</summary>
internal sealed class WorkerGateway : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<WorkerConnection>> _expected = new();
    private readonly WebApplication _server;
    private readonly ILoggerFactory _loggers;
    private readonly CancellationTokenSource _stopping = new();

    private WorkerGateway(ILoggerFactory loggers)
    {
        _loggers = loggers;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(new FunctionRpcService(ServeAsync));
        builder.Services.AddRouting();
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        _server = builder.Build();
        _server.MapGrpcService<FunctionRpcService>();
    }

    public Uri Address => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<WorkerGateway> StartAsync(ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var gateway = new WorkerGateway(loggers);
        await gateway._server.StartAsync(cancellationToken);
        return gateway;
    }

    /// <summary>The connection of the worker that will introduce itself by a name.</summary>
    public Task<WorkerConnection> Expect(string workerId) =>
        _expected.GetOrAdd(workerId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public async ValueTask DisposeAsync()
    {
        // A worker in this process never ends its stream: this does.
        await _stopping.CancelAsync();
        await _server.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task ServeAsync(
        IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        if (!await incoming.MoveNext(ending.Token)
            || incoming.Current.StartStream is not { } introduction
            || !_expected.TryRemove(introduction.WorkerId, out var expected))
        {
            throw new Grpc.Core.RpcException(new Status(StatusCode.PermissionDenied, "No worker of that name is expected."));
        }

        var connection = new WorkerConnection(_loggers);
        expected.SetResult(connection);
        await connection.RunAsync(incoming, outgoing, ending.Token);
    }
}
