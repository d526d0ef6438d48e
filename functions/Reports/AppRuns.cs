using System.Runtime.InteropServices;

namespace Insights.Functions.Reports;

/// <summary>
/// Counts for each app the runs of adjacent half-hours in which a user used it. It relies on the order of the scan: a half-hour
/// continues a run exactly when it follows the last one seen of that user and app.
/// </summary>
/// <param name="apps">How many apps there are, as far as that is known.</param>
internal sealed class AppRuns(int apps)
{
    private readonly Dictionary<long, int> _last = [];
    private long[] _runs = new long[apps];

    public void Add(int app, int user, int halfHour)
    {
        if (app >= _runs.Length)
        {
            Array.Resize(ref _runs, Math.Max(app + 1, _runs.Length * 2));
        }

        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, ((long)app << 32) | (uint)user, out var exists);
        if (!exists || last + 1 != halfHour)
        {
            _runs[app]++;
        }

        last = halfHour;
    }

    public long Count(int app) => _runs[app];
}
