using System.Collections.Concurrent;
using System.Diagnostics;

namespace Insights.Functions.Benchmarks;

/// <summary>How often each function runs, and for how long, while this listens.</summary>
internal sealed class Invocations : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentDictionary<string, (int Count, TimeSpan Duration)> _functions = new();

    public Invocations()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.Azure.Functions.Worker",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => _functions.AddOrUpdate(
                (string)activity.GetTagItem("faas.name")!, (1, activity.Duration), (_, sum) => (sum.Count + 1, sum.Duration + activity.Duration)),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Executions and their total duration, by function.</summary>
    public IReadOnlyDictionary<string, (int Count, TimeSpan Duration)> ByFunction => _functions;

    public void Dispose() => _listener.Dispose();
}
