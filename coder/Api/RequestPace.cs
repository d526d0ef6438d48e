namespace Insights.Coder.Api;

/// <summary>
/// Spaces requests as Coder wants them: it lets a user send 512 a minute to each path (<c>CODER_API_RATE_LIMIT</c>). A few are left to
/// whoever else is the same user.
/// </summary>
internal sealed class RequestPace(TimeProvider clock)
{
    /// <summary>How many requests go to one path in any minute.</summary>
    public const int PerMinute = 480;

    /// <summary>From how many paths on those are forgotten that were not asked for lately: each build has one of its own.</summary>
    private const int ManyPaths = 4096;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<long>> _sent = new(StringComparer.Ordinal);

    /// <summary>Waits until one more request may go to a path, and counts it.</summary>
    public async Task WaitAsync(string path, CancellationToken cancellationToken)
    {
        while (TryTake(path) is { } pause)
        {
            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    // Null when it was taken; else how long the oldest one of the minute still counts.
    private TimeSpan? TryTake(string path)
    {
        lock (_lock)
        {
            if (_sent.Count >= ManyPaths)
            {
                foreach (var idle in _sent.Where(one => !one.Value.TryPeek(out var first) || clock.GetElapsedTime(first) >= Minute).Select(one => one.Key).ToArray())
                {
                    _sent.Remove(idle);
                }
            }

            if (!_sent.TryGetValue(path, out var sent))
            {
                _sent[path] = sent = new Queue<long>();
            }

            while (sent.TryPeek(out var oldest) && clock.GetElapsedTime(oldest) >= Minute)
            {
                sent.Dequeue();
            }

            if (sent.Count < PerMinute)
            {
                sent.Enqueue(clock.GetTimestamp());
                return null;
            }

            return Minute - clock.GetElapsedTime(sent.Peek());
        }
    }
}
