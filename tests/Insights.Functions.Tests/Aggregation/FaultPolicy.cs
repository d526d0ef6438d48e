using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>Notes the calls to storage, and crashes at a chosen one: before it is sent, or before its answer arrives.</summary>
internal sealed class FaultPolicy : HttpPipelinePolicy
{
    private int _calls;
    private int _callsToCrash;
    private bool _afterSending;
    private Func<Task>? _instead;

    /// <summary>The addresses of the calls.</summary>
    public ConcurrentQueue<Uri> Requests { get; } = [];

    public int Calls => Volatile.Read(ref _calls);

    public void CrashAt(int call, bool afterSending)
    {
        _afterSending = afterSending;
        Volatile.Write(ref _callsToCrash, call);
    }

    /// <summary>Does something else, once, just before a call is sent.</summary>
    public void InterruptAt(int call, Func<Task> instead)
    {
        _instead = instead;
        CrashAt(call, afterSending: false);
    }

    public void Heal() => Volatile.Write(ref _callsToCrash, 0);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        ProcessAsync(message, pipeline).AsTask().GetAwaiter().GetResult();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Interlocked.Increment(ref _calls);
        Requests.Enqueue(message.Request.Uri.ToUri());
        var crashes = Volatile.Read(ref _callsToCrash) > 0 && Interlocked.Decrement(ref _callsToCrash) == 0;
        if (crashes && Interlocked.Exchange(ref _instead, null) is { } instead)
        {
            crashes = false;
            await instead();
        }

        if (crashes && !_afterSending)
        {
            throw new CrashException();
        }

        await ProcessNextAsync(message, pipeline);
        if (crashes)
        {
            throw new CrashException();
        }
    }
}
