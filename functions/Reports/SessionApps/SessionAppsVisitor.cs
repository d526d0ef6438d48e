using System.Numerics;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports.SessionApps;

internal sealed class SessionAppsVisitor(Guid[] templates) : IScanVisitor
{
    // Families have the first numbers, and names the next ones as they are met.
    private static readonly int FamilyCount = Enum.GetValues<AppFamily>().Length;

    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<long> _minutes = [];
    private readonly TemplateSet _templates = new(templates);
    private readonly AppRuns _runs = new(FamilyCount);

    // The minutes of the half-hour at hand, before the cap; and which apps have any.
    private readonly List<int> _here = [];
    private readonly List<int> _touched = [];

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        var families = 0u;
        foreach (var (source, index, _) in buckets)
        {
            if (!source.Segment.Connected[index])
            {
                continue;
            }

            var sessions = source.Segment.Sessions;
            for (var i = sessions.Starts[index]; i < sessions.Starts[index + 1]; i++)
            {
                families |= 1u << (int)source.Families[sessions.Names[i]];
                Add(source, source.Segment.SessionNames[sessions.Names[i]], sessions.Minutes[i]);
            }
        }

        for (; families != 0; families &= families - 1)
        {
            _runs.Add(BitOperations.TrailingZeroCount(families), user, halfHour);
        }

        foreach (var app in _touched)
        {
            _minutes[app] += Math.Min(_here[app], HalfHour.Minutes);
            _here[app] = 0;
            _runs.Add(FamilyCount + app, user, halfHour);
        }

        _touched.Clear();
    }

    public IEnumerable<SessionAppUsage> Apps() => _numbers.Select(name =>
        new SessionAppUsage(name.Key, _templates.Of(name.Value), _minutes[name.Value] * 60, _runs.Count(FamilyCount + name.Value)));

    public long TimesUsed(AppFamily family) => _runs.Count((int)family);

    private void Add(ScanSource source, string name, uint minutes)
    {
        if (!_numbers.TryGetValue(name, out var app))
        {
            app = _minutes.Count;
            _numbers.Add(name, app);
            _minutes.Add(0);
            _here.Add(0);
        }

        if (_here[app] == 0)
        {
            _touched.Add(app);
        }

        _here[app] += BitOperations.PopCount(minutes);
        _templates.Add(app, source.Template);
    }
}
