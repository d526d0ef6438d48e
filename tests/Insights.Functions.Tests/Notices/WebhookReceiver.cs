using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Insights.Functions.Tests.Notices;

/// <summary>What an incoming webhook of a chat is: it takes messages, and answers as it is told.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<JsonNode> _messages = new();
    private readonly Task _loop;

    public WebhookReceiver()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}/hook/secret");
        _listener.Prefixes.Add(new Uri(Address, "/").AbsoluteUri);
        _listener.Start();
        _loop = LoopAsync();
    }

    public Uri Address { get; }

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    /// <summary>The paths that were asked for.</summary>
    public ConcurrentQueue<string> Paths { get; } = new();

    /// <summary>What came since the last look.</summary>
    public IReadOnlyList<JsonNode> Take()
    {
        var taken = new List<JsonNode>();
        while (_messages.TryDequeue(out var message))
        {
            taken.Add(message);
        }

        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private async Task LoopAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                Paths.Enqueue(context.Request.Url!.AbsolutePath);
                _messages.Enqueue(JsonNode.Parse(await reader.ReadToEndAsync())!);
                context.Response.StatusCode = (int)Status;
                context.Response.RedirectLocation = "/elsewhere";
                context.Response.Close();
            }
            catch (HttpListenerException)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
