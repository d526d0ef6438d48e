namespace Insights.Functions.Tests.Reference;

/// <summary>The usage of one (template, half-hour, user), as sets of minutes since 1970.</summary>
public sealed class ReferenceBucket(string templateId, long halfHour, string userId)
{
    private readonly Dictionary<string, HashSet<long>> _sessionMinutes = [];
    private readonly Dictionary<string, HashSet<long>> _appMinutes = [];
    private readonly Dictionary<(string AgentId, long Millisecond), float> _latencies = [];
    private bool _connected;
    private (bool Known, float? Value) _median;

    public string TemplateId { get; } = templateId;

    public long HalfHour { get; } = halfHour;

    public string UserId { get; } = userId;

    public DateTimeOffset Start { get; } = DateTimeOffset.FromUnixTimeSeconds(halfHour * 1800);

    public DateTimeOffset End { get; } = DateTimeOffset.FromUnixTimeSeconds((halfHour + 1) * 1800);

    public void Add(GivenAgentStat stat)
    {
        ArgumentNullException.ThrowIfNull(stat);
        foreach (var app in stat.OpenApps)
        {
            MinutesOf(_sessionMinutes, app).Add(stat.CreatedAt.ToUnixTimeSeconds() / 60);
        }

        if (stat.OpenApps.Count > 0 && stat.ConnectionCount > 0)
        {
            _connected = true;
        }

        if (stat.LatencyMilliseconds > 0)
        {
            var identity = (stat.AgentId, stat.CreatedAt.ToUnixTimeMilliseconds());
            var latency = (float)stat.LatencyMilliseconds;
            _latencies[identity] = _latencies.TryGetValue(identity, out var known) ? Math.Min(known, latency) : latency;
        }
    }

    public void AddAppMinute(string name, long minute) => MinutesOf(_appMinutes, name).Add(minute);

    public HashSet<long> UsageMinutes()
    {
        var minutes = new HashSet<long>();
        if (_connected)
        {
            foreach (var app in _sessionMinutes.Values)
            {
                minutes.UnionWith(app);
            }
        }

        foreach (var app in _appMinutes.Values)
        {
            minutes.UnionWith(app);
        }

        return minutes;
    }

    public HashSet<long> FamilyMinutes(string family)
    {
        var minutes = new HashSet<long>();
        foreach (var (app, appMinutes) in _sessionMinutes)
        {
            if (_connected && SessionNames.Family(app) == family)
            {
                minutes.UnionWith(appMinutes);
            }
        }

        return minutes;
    }

    public HashSet<long> AppMinutes(string name) => _appMinutes.GetValueOrDefault(name, []);

    public IEnumerable<string> AppNames() => _appMinutes.Keys;

    /// <summary>The minutes of one session app by its own name.</summary>
    public HashSet<long> SessionMinutes(string name) => _connected ? _sessionMinutes.GetValueOrDefault(name, []) : [];

    public IEnumerable<string> SessionAppNames() => _connected ? _sessionMinutes.Keys : [];

    /// <summary>The bucket with the minutes of some apps alone, and the median of all of it.</summary>
    public ReferenceBucket Narrowed(Func<string, bool> isSession, Func<string, bool> isApp)
    {
        var narrowed = new ReferenceBucket(TemplateId, HalfHour, UserId) { _connected = _connected, _median = (true, Median()) };
        foreach (var (name, minutes) in _sessionMinutes.Where(app => isSession(app.Key)))
        {
            narrowed._sessionMinutes[name] = minutes;
        }

        foreach (var (name, minutes) in _appMinutes.Where(app => isApp(app.Key)))
        {
            narrowed._appMinutes[name] = minutes;
        }

        return narrowed;
    }

    /// <summary>The median latency in milliseconds, null without samples.</summary>
    public float? Median()
    {
        if (_median.Known)
        {
            return _median.Value;
        }

        var usage = UsageMinutes();
        var samples = new List<double>();
        foreach (var ((_, millisecond), latency) in _latencies)
        {
            if (usage.Contains(millisecond / 60_000))
            {
                samples.Add(latency);
            }
        }

        return samples.Count == 0 ? null : (float)Percentile.Continuous(samples, 0.5);
    }

    private static HashSet<long> MinutesOf(Dictionary<string, HashSet<long>> minutes, string name)
    {
        if (!minutes.TryGetValue(name, out var set))
        {
            set = [];
            minutes[name] = set;
        }

        return set;
    }
}
