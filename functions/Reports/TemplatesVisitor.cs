using System.Numerics;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

internal sealed class TemplatesVisitor(Guid[] templates, AppDirectory apps, IReadOnlyList<Slot> slots) : IScanVisitor
{
    private static readonly int FamilyCount = Enum.GetValues<AppFamily>().Length;

    private int _users;
    private readonly bool[] _templatesSeen = new bool[templates.Length];
    private readonly ActiveUsers _activeUsers = new(templates, slots);
    private readonly long[] _familyMinutes = new long[FamilyCount];
    private readonly TemplateSet _familyTemplates = new(templates);
    private readonly long[] _appMinutes = new long[apps.Apps.Count];
    private readonly TemplateSet _appTemplates = new(templates);
    private readonly AppRuns _runs = new(apps.Apps.Count);

    // Minutes of the bucket at hand, by family.
    private readonly uint[] _familyUnion = new uint[FamilyCount];

    // Minutes of the half-hour at hand, before the cap; and which apps have any.
    private readonly int[] _familiesHere = new int[FamilyCount];
    private uint _familiesTouched;
    private readonly int[] _appsHere = new int[apps.Apps.Count];
    private readonly List<int> _touched = [];

    public SegmentColumns Columns => SegmentColumns.Names;

    public int AppOf(int template, string name) => apps.NumberOf(templates[template], name);

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        _activeUsers.Visit(user, halfHour, buckets);

        // Users are numbered when they are visited first.
        _users = Math.Max(_users, user + 1);
        foreach (var (source, bucket, _) in buckets)
        {
            _templatesSeen[source.Template] = true;
            AddFamilies(source, bucket);
            AddApps(source, bucket);
        }

        Take(user, halfHour);
    }

    public void VisitAlone(int user, ScanSource source, int first, int end)
    {
        _activeUsers.VisitAlone(user, source, first, end);
        _users = Math.Max(_users, user + 1);
        _templatesSeen[source.Template] = true;
        var (halfHours, used) = (source.Segment.HalfHours, source.Segment.Used);
        for (var bucket = first; bucket < end; bucket++)
        {
            if (used[bucket] != 0)
            {
                AddFamilies(source, bucket);
                AddApps(source, bucket);
                Take(user, halfHours[bucket]);
            }
        }
    }

    // What the half-hour at hand adds, now that it is all there.
    private void Take(int user, int halfHour)
    {
        for (; _familiesTouched != 0; _familiesTouched &= _familiesTouched - 1)
        {
            var family = BitOperations.TrailingZeroCount(_familiesTouched);
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
        _users,
        [.. BuiltinApp.All.Select(app => new BuiltinUsage(app, _familyTemplates.Of((int)app.Family), _familyMinutes[(int)app.Family] * 60))],
        [.. apps.Apps.Select((app, number) => new AppUsage(app, _appTemplates.Of(number), _appMinutes[number] * 60, _runs.Count(number)))],
        _activeUsers.Report());

    // Within a template the minutes of a family are the union over its apps, never a sum.
    private void AddFamilies(ScanSource source, int index)
    {
        if (!source.Segment.Connected[index])
        {
            return;
        }

        var sessions = source.Segment.Sessions;
        var touched = 0u;
        for (var i = sessions.Starts[index]; i < sessions.Starts[index + 1]; i++)
        {
            var family = (int)source.Families[sessions.Names[i]];
            _familyUnion[family] |= sessions.Minutes[i];
            touched |= 1u << family;
        }

        for (_familiesTouched |= touched; touched != 0; touched &= touched - 1)
        {
            var family = BitOperations.TrailingZeroCount(touched);
            _familiesHere[family] += BitOperations.PopCount(_familyUnion[family]);
            _familyUnion[family] = 0;
            _familyTemplates.Add(family, source.Template);
        }
    }

    private void AddApps(ScanSource source, int index)
    {
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
