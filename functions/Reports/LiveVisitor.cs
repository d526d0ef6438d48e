using System.Numerics;
using Insights.Functions.Reports.Concurrency;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

internal sealed class LiveVisitor : IScanVisitor
{
    private readonly Guid[] _templates;
    private readonly AppDirectory _apps;
    private readonly int _today;
    private readonly int _windowFrom;
    private readonly int _windowEnd;
    private readonly Tally _all = new();
    private readonly Tally[] _each;
    private readonly uint[] _families = new uint[Enum.GetValues<AppFamily>().Length];

    // Minutes are counted from the epoch; the one that is going on counts.
    public LiveVisitor(Guid[] templates, AppDirectory apps, DateTimeOffset now)
    {
        (_templates, _apps) = (templates, apps);
        _each = [.. templates.Select(_ => new Tally())];
        _today = HalfHour.FirstOf(DateOnly.FromDateTime(now.UtcDateTime)).Number;
        _windowEnd = (int)(now.ToUnixTimeSeconds() / 60) + 1;
        _windowFrom = _windowEnd - (int)LiveReport.Window.TotalMinutes;
    }

    public int AppOf(int template, string name) => _apps.NumberOf(_templates[template], name);

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        var (today, window) = (halfHour >= _today ? uint.MaxValue : 0, WindowOf(halfHour));
        var together = 0u;
        foreach (var bucket in buckets)
        {
            var tally = _each[bucket.Source.Template];
            tally.Add(user, halfHour - _today, bucket.UsageMinutes & today, bucket.UsageMinutes & window);
            tally.Seconds += 60 * BitOperations.PopCount(bucket.UsageMinutes & today);
            together |= bucket.UsageMinutes;
            AddFamilies(tally, bucket, today, window);
            AddApps(tally, bucket, today, window);
        }

        _all.Add(user, halfHour - _today, together & today, together & window);
    }

    /// <summary>This and what was found of another share of the users.</summary>
    public LiveVisitor Add(LiveVisitor other)
    {
        _all.Add(other._all);
        foreach (var (mine, others) in _each.Zip(other._each))
        {
            mine.Add(others);
        }

        return this;
    }

    public LiveReport Report() => new(_all.ActiveUsers, _all.PeakUsers,
    [
        .. _templates.Zip(_each, (template, tally) => new LiveTemplate(
            template,
            tally.ActiveUsers,
            tally.PeakUsers,
            tally.Seconds,
            [.. BuiltinApp.All.Select(app => (app, tally.Builtin[(int)app.Family]))],
            [.. tally.Apps.OrderBy(app => app.Key).Select(app => (_apps.Apps[app.Key], app.Value))])),
    ]);

    private uint WindowOf(int halfHour)
    {
        var first = halfHour * HalfHour.Minutes;
        var (from, end) = (Math.Clamp(_windowFrom - first, 0, HalfHour.Minutes), Math.Clamp(_windowEnd - first, 0, HalfHour.Minutes));
        return (uint)((1ul << end) - (1ul << from));
    }

    private static LiveSeconds SecondsOf(uint minutes, uint today, uint window) =>
        new(60 * BitOperations.PopCount(minutes & window), 60 * BitOperations.PopCount(minutes & today));

    // Within a template the minutes of a family are the union over its apps, never a sum.
    private void AddFamilies(Tally tally, BucketRef bucket, uint today, uint window)
    {
        var (source, index, _) = bucket;
        if (!source.Segment.Connected[index])
        {
            return;
        }

        Array.Clear(_families);
        var sessions = source.Segment.Sessions;
        for (var i = sessions.Starts[index]; i < sessions.Starts[index + 1]; i++)
        {
            _families[(int)source.Families[sessions.Names[i]]] |= sessions.Minutes[i];
        }

        for (var family = 0; family < _families.Length; family++)
        {
            tally.Builtin[family] += SecondsOf(_families[family], today, window);
        }
    }

    private static void AddApps(Tally tally, BucketRef bucket, uint today, uint window)
    {
        var (source, index, _) = bucket;
        var used = source.Segment.Apps;
        for (var i = used.Starts[index]; i < used.Starts[index + 1]; i++)
        {
            if (source.Apps[used.Names[i]] is var app and >= 0)
            {
                tally.Apps[app] = tally.Apps.GetValueOrDefault(app) + SecondsOf(used.Minutes[i], today, window);
            }
        }
    }

    /// <summary>What is counted of a template, or of all.</summary>
    private sealed class Tally
    {
        private readonly HashSet<int> _active = [];
        private readonly MinuteCounters _minutes = new(HalfHour.PerDay);
        private int _activeElsewhere;

        public long Seconds { get; set; }

        public LiveSeconds[] Builtin { get; } = new LiveSeconds[Enum.GetValues<AppFamily>().Length];

        public Dictionary<int, LiveSeconds> Apps { get; } = [];

        public int ActiveUsers => _active.Count + _activeElsewhere;

        public int PeakUsers => Enumerable.Range(0, HalfHour.PerDay).Max(halfHour => _minutes.Highest(halfHour).Count);

        public void Add(int user, int halfHourOfDay, uint today, uint window)
        {
            _minutes.Add(halfHourOfDay, today);
            if (window != 0)
            {
                _active.Add(user);
            }
        }

        // Another share has other users, and numbers them anew.
        public void Add(Tally other)
        {
            _activeElsewhere += other.ActiveUsers;
            Seconds += other.Seconds;
            _minutes.Add(other._minutes);

            for (var family = 0; family < Builtin.Length; family++)
            {
                Builtin[family] += other.Builtin[family];
            }

            foreach (var (app, used) in other.Apps)
            {
                Apps[app] = Apps.GetValueOrDefault(app) + used;
            }
        }
    }
}
