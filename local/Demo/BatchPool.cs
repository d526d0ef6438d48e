using System.Collections.Concurrent;

namespace Insights.Local.Demo;

internal sealed class BatchPool : IDisposable
{
    private readonly ConcurrentBag<IngestBatch> _free = [];

    public IngestBatch Open(IngestRoute route)
    {
        var batch = _free.TryTake(out var free) ? free : new IngestBatch();
        batch.Open(route);
        return batch;
    }

    public void Return(IngestBatch batch) => _free.Add(batch);

    public void Dispose()
    {
        while (_free.TryTake(out var batch))
        {
            batch.Dispose();
        }
    }
}
