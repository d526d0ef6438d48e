using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Telemetry;

/// <summary>Takes telemetry over HTTP, by OTLP or as Application Insights does, and keeps what it was sent.</summary>
internal sealed class TelemetryReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string Body)> _received = new();

    private TelemetryReceiver()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(TakeAsync);
    }

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>
    /// All that came on a path so far. Bodies are protobuf, whose strings stand in them as they are, or JSON: to look for a string in them
    /// needs no parser.
    /// </summary>
    public string On(string path) => string.Concat(_received.Where(part => part.Path == path).Select(part => part.Body));

    /// <summary>All that came.</summary>
    public string All => string.Concat(_received.Select(part => part.Body));

    public static async Task<TelemetryReceiver> StartAsync()
    {
        var receiver = new TelemetryReceiver();
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        var body = http.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(http.Request.Body, CompressionMode.Decompress) : http.Request.Body;
        using var reader = new StreamReader(body, Encoding.Latin1);
        _received.Enqueue((http.Request.Path, await reader.ReadToEndAsync(http.RequestAborted)));
        await http.Response.WriteAsync("""{"itemsReceived": 1, "itemsAccepted": 1, "errors": []}""", http.RequestAborted);
    }
}
