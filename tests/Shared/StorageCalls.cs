using System.Collections.Concurrent;
using System.Diagnostics;

namespace Insights.Functions.Tests.Shared;

/// <summary>
/// Counts the calls that this process makes to a storage account, as the service bills them: one each. Receiving from a queue is
/// counted once for each message that was deleted, which is the most it can have taken: an idle queue is polled whatever the load.
/// </summary>
internal sealed class StorageCalls : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string _account;
    private readonly ConcurrentDictionary<string, int> _calls = new();
    private readonly List<IDisposable> _subscriptions = [];

    public StorageCalls(string account)
    {
        _account = account;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>How many calls there were of each kind, such as <c>table POST</c>.</summary>
    public IReadOnlyDictionary<string, int> ByKind => _calls;

    /// <summary>All calls but those that found an empty queue, and those of the test itself that look at a queue's length or clear it.</summary>
    public int Total => _calls.Where(call => call.Key != QueueReceive && !call.Key.StartsWith("test", StringComparison.Ordinal)).Sum(call => call.Value) + Math.Min(Of(QueueReceive), Of(QueueDelete));

    private const string QueueReceive = "queue GET";
    private const string QueueDelete = "queue DELETE";

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "HttpHandlerDiagnosticListener")
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == "System.Net.Http.HttpRequestOut.Start"
            && value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value) is HttpRequestMessage { RequestUri: { } uri } request
            && uri.AbsolutePath.StartsWith($"/{_account}/", StringComparison.Ordinal))
        {
            var service = request.Method == HttpMethod.Delete && uri.AbsolutePath.EndsWith("/messages", StringComparison.Ordinal) ? "test"
                : uri.AbsolutePath.Contains("/messages", StringComparison.Ordinal) ? "queue"
                : uri.Query.Contains("comp=metadata", StringComparison.Ordinal) ? "test" : "table";
            _calls.AddOrUpdate($"{service} {request.Method}", 1, (_, count) => count + 1);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

    private int Of(string kind) => _calls.GetValueOrDefault(kind);
}
