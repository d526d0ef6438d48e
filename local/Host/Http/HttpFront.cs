using System.Diagnostics;
using System.Net;
using DevelopmentHost.Protocol;
using DevelopmentHost.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace DevelopmentHost.Http;

/// <summary>
/// Takes requests, and answers each with a function: the request goes to the worker's own web server, an invocation that bears the same
/// id goes to the worker by gRPC, and the worker pairs them.
/// </summary>
internal sealed partial class HttpFront : IAsyncDisposable
{
    // As Azure's host.
    private const long LongestBody = 104_857_600;

    private static readonly ForwarderRequestConfig Forwarding = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    private readonly WorkerSupervisor _worker;
    private readonly WebApplication _server;
    private readonly IHttpForwarder _forwarder;
    private readonly ILogger _logger;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = DistributedContextPropagator.CreatePassThroughPropagator(),
    });

    private HttpFront(FunctionsHostOptions options, WorkerSupervisor worker, IEnumerable<FunctionDefinition> functions, string? prefix, ILoggerFactory loggers)
    {
        _worker = worker;
        _logger = loggers.CreateLogger<HttpFront>();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddRouting();
        builder.Services.AddHttpForwarder();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);
        builder.WebHost.UseKestrelCore().UseUrls(options.Url).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
        });
        _server = builder.Build();
        _forwarder = _server.Services.GetRequiredService<IHttpForwarder>();
        var routes = new FunctionRoutes(functions, prefix, _server.Services.GetRequiredService<IInlineConstraintResolver>(), AnswerAsync);
        _server.Run(async http =>
        {
            if (IsPreflight(http.Request))
            {
                http.Response.StatusCode = StatusCodes.Status204NoContent;
            }
            else if (await routes.MatchAsync(http) is { } function)
            {
                await function(http);
            }
            else
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
            }
        });
    }

    /// <summary>The address bound, with the port chosen where 0 was asked for.</summary>
    public Uri Address => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        .Replace("//[::]", "//localhost", StringComparison.Ordinal).Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal));

    /// <exception cref="HostStartException">A route cannot be mapped, or another process listens at the address.</exception>
    public static async Task<HttpFront> StartAsync(
        FunctionsHostOptions options, WorkerSupervisor worker, IEnumerable<FunctionDefinition> functions, string? prefix, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var front = new HttpFront(options, worker, functions, prefix, loggers);
        try
        {
            await front._server.StartAsync(cancellationToken);
            return front;
        }
        catch (Exception error)
        {
            await front.DisposeAsync();
            throw error is IOException { InnerException: AddressInUseException }
                ? new HostStartException($"Another process already listens on {options.Url}.", error)
                : error;
        }
    }

    /// <summary>Takes no more requests, and waits for those that run.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _client.Dispose();
    }

    // A question of a browser before a call from another origin. Azure's host answers it by itself.
    private static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.Origin.Count > 0 && request.Headers.AccessControlRequestMethod.Count > 0;

    private async Task AnswerAsync(HttpContext http, FunctionDefinition function)
    {
        if (function.IsDisabled)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        try
        {
            var worker = await _worker.CurrentAsync(http.RequestAborted);
            var invocation = InvocationOf(http, function);
            var invoking = worker.Connection.InvokeAsync(invocation, http.RequestAborted);
            var forwarded = await _forwarder.SendAsync(
                http, worker.Http!.ToString(), _client, Forwarding, new Forwarded(invocation.InvocationId), CancellationToken.None);
            await invoking;
            if (forwarded != ForwarderError.None && !http.RequestAborted.IsCancellationRequested)
            {
                throw new FunctionFailedException($"The request did not reach its function: {forwarded}.", null);
            }
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (Exception error) when (error is FunctionFailedException or WorkerLostException)
        {
            LogFailed(error, function.Name);
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }

            // The worker's own server answers 200, with nothing, for a function that threw.
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static InvocationRequest InvocationOf(HttpContext http, FunctionDefinition function)
    {
        var invocation = new InvocationRequest
        {
            InvocationId = Guid.NewGuid().ToString(),
            FunctionId = function.Id,
            TraceContext = new() { TraceParent = http.Request.Headers.TraceParent.ToString(), TraceState = http.Request.Headers.TraceState.ToString() },
            InputData = { new ParameterBinding { Name = function.Parameter, Data = new() { Http = new() } } },
        };
        foreach (var (name, value) in http.Request.RouteValues)
        {
            if (value is not null)
            {
                invocation.TriggerMetadata[name] = new() { String = value.ToString() };
            }
        }

        return invocation;
    }

    [LoggerMessage(1, LogLevel.Error, "Function {FunctionName} failed")]
    private partial void LogFailed(Exception error, string functionName);

    /// <summary>
    /// The request as Azure's host forwards it: the way that it came stands in X-Forwarded-For, -Proto and -Host, and what the client said of
    /// it is dropped. The worker takes them for the connection's own.
    /// </summary>
    private sealed class Forwarded(string invocationId) : HttpTransformer
    {
        private const string InvocationId = "x-ms-invocation-id";

        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            var request = httpContext.Request;
            Set(proxyRequest, InvocationId, invocationId);
            Set(proxyRequest, "X-Forwarded-For", httpContext.Connection.RemoteIpAddress?.ToString());
            Set(proxyRequest, "X-Forwarded-Proto", request.Scheme);
            Set(proxyRequest, "X-Forwarded-Host", request.Host.Value);
            Set(proxyRequest, "X-Forwarded-Prefix", null);
        }

        private static void Set(HttpRequestMessage request, string name, string? value)
        {
            request.Headers.Remove(name);
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }
}
