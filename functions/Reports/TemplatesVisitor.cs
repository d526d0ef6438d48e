using System.Numerics;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

internal sealed class TemplatesVisitor(Guid[] templates, AppDirectory apps, IReadOnlyList<Slot> slots) : IScanVisitor
{
    private static readonly int FamilyCount = Enum.GetValues<AppFamily>().Length;

    private readonly HashSet<int> _users = [];
    private readonly bool[] _templatesSeen = new bool[templates.Length];
    private readonly ActiveUsers _activeUsers = new(templates, slots);
    private readonly long[] _familyMinutes = new long[FamilyCount];
    private readonly TemplateSet _familyTemplates = new(templates);
    private readonly long[] _appMinutes = new long[apps.Apps.Count];
    private readonly TemplateSet _appTemplates = new(templates);
    private readonly AppRuns _runs = new(apps.Apps.Count);

    // Minutes of the half-hour at hand, before the cap; and which apps have any.
    private readonly int[] _familiesHere = new int[FamilyCount];
    private readonly int[] _appsHere = new int[apps.Apps.Count];
    private readonly List<int> _touched = [];

    public int AppOf(int template, string name) => apps.NumberOf(templates[template], name);

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        _activeUsers.Visit(user, halfHour, buckets);
        foreach (var bucket in buckets)
        {
            if (bucket.UsageMinutes != 0)
            {
                _users.Add(user);
                _templatesSeen[bucket.Source.Template] = true;
                AddFamilies(bucket);
                AddApps(bucket);
            }
        }

        for (var family = 0; family < FamilyCount; family++)
        {
            _familyMinutes[family] += Math.Min(_familiesHere[family], HalfHour.Minutes);
            _familiesHere[family] = 0;
        }

        foreach (var app in _touched)
        {
            _appMinutes[app] += Math.Min(_appsHere[app], HalfHour.Minutes);
            _appsHere[app] = 0;
            _runs.Add(app, user, halfHour);
        }

        _touched.Clear();
    }

    public TemplatesReport Report() => new(
        templates.Where((_, template) => _templatesSeen[template]).ToArray(),
        _users.Count,
        [.. BuiltinApp.All.Select(app => new BuiltinUsage(app, _familyTemplates.Of((int)app.Family), _familyMinutes[(int)app.Family] * 60))],
        [
            .. apps.Apps
                .Select((app, number) => new AppUsage(app, _appTemplates.Of(number), _appMinutes[number] * 60, _runs.Count(number)))
                .Where(usage => usage.Seconds > 0),
        ],
        _activeUsers.Report());

    // Within a template the minutes of a family are the union over its apps, never a sum.
    private void AddFamilies(BucketRef bucket)
    {
        var (source, index) = bucket;
        if (!source.Segment.Connected[index])
        {
            return;
        }

        var sessions = source.Segment.Sessions;
        Span<uint> minutes = stackalloc uint[FamilyCount];
        minutes.Clear();
        for (var i = sessions.Starts[index]; i < sessions.Starts[index + 1]; i++)
        {
            minutes[(int)source.Families[sessions.Names[i]]] |= sessions.Minutes[i];
        }

        for (var family = 0; family < minutes.Length; family++)
        {
            if (minutes[family] != 0)
            {
                _familiesHere[family] += BitOperations.PopCount(minutes[family]);
                _familyTemplates.Add(family, source.Template);
            }
        }
    }

    private void AddApps(BucketRef bucket)
    {
        var (source, index) = bucket;
        var used = source.Segment.Apps;
        for (var i = used.Starts[index]; i < used.Starts[index + 1]; i++)
        {
            var app = source.Apps[used.Names[i]];
            if (app < 0)
            {
                continue;
            }

            if (_appsHere[app] == 0)
            {
                _touched.Add(app);
            }

            _appsHere[app] += BitOperations.PopCount(used.Minutes[i]);
            _appTemplates.Add(app, source.Template);
        }
    }
}
