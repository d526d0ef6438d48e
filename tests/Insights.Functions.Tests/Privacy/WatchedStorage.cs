using System.Collections.Concurrent;
using System.Xml.Linq;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Insights.Functions.Tests.Privacy;

/// <summary>Keeps every message that is put on a queue, and takes storage away when it is told to.</summary>
internal sealed class WatchedStorage : HttpPipelinePolicy
{
    /// <summary>The texts of the messages, and the queue of each.</summary>
    public ConcurrentQueue<(string Queue, string Text)> Messages { get; } = [];

    /// <summary>Whether nothing can be written.</summary>
    public bool IsAway { get; set; }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        ProcessAsync(message, pipeline).AsTask().GetAwaiter().GetResult();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (IsAway)
        {
            throw new RequestFailedException(503, "Storage is away.");
        }

        var address = message.Request.Uri.ToUri();
        if (message.Request.Method == RequestMethod.Post && address.AbsolutePath.EndsWith("/messages", StringComparison.Ordinal))
        {
            using var body = new MemoryStream();
            await message.Request.Content!.WriteToAsync(body, message.CancellationToken);
            body.Position = 0;
            Messages.Enqueue((address.Segments[^2].TrimEnd('/'), XDocument.Load(body).Root!.Element("MessageText")!.Value));
        }

        await ProcessNextAsync(message, pipeline);
    }
}
