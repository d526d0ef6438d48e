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

    // The latest user and app, of whom the last half-hour is not in the dictionary yet: most of the time the next one is theirs too.
    private long _latest = -1;
    private int _latestHalfHour;

    public void Add(int app, int user, int halfHour)
    {
        if (app >= _runs.Length)
        {
            Array.Resize(ref _runs, Math.Max(app + 1, _runs.Length * 2));
        }

        var key = ((long)app << 32) | (uint)user;
        var continues = key == _latest ? _latestHalfHour + 1 == halfHour : SwitchTo(key, halfHour);
        if (!continues)
        {
            _runs[app]++;
        }

        _latestHalfHour = halfHour;
    }

    public long Count(int app) => _runs[app];

    private bool SwitchTo(long key, int halfHour)
    {
        if (_latest >= 0)
        {
            _last[_latest] = _latestHalfHour;
        }

        _latest = key;
        return _last.TryGetValue(key, out var last) && last + 1 == halfHour;
    }
}
