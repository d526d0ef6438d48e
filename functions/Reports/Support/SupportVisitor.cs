using System.Numerics;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Support;

internal sealed class SupportVisitor(Guid[] templates, AppDirectory apps, ReportRange current, ReportRange previous, SlotIndex days) : IScanVisitor
{
    private static readonly int FamilyCount = Enum.GetValues<AppFamily>().Length;

    private readonly List<SupportUse> _users = [];

    // Minutes of the half-hour at hand, before the cap: of the families, then of the applications of the directory.
    private readonly int[] _here = new int[FamilyCount + apps.Apps.Count];
    private readonly List<int> _touched = [];
    private readonly uint[] _familyUnion = new uint[FamilyCount];

    private long _measured;

    public IReadOnlyList<SupportUse> Users => _users;

    // Of a median there is its day besides, and a list has up to twice the room that it needs.
    public long MemorySize => 2 * (sizeof(int) + sizeof(float)) * _measured;

    public int AppOf(int template, string name) => apps.NumberOf(templates[template], name);

    public void Meet(int user, Guid id) => _users.Add(new SupportUse(id));

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        var use = _users[user];
        var (minutes, isCurrent) = (0, current.Contains(new HalfHour(halfHour)));
        if (!isCurrent && !previous.Contains(new HalfHour(halfHour)))
        {
            // It lies in both periods, where they meet within a half-hour.
            return;
        }

        foreach (var bucket in buckets)
        {
            minutes += BitOperations.PopCount(bucket.UsageMinutes);
            AddLatency(use, halfHour, isCurrent, bucket);
            if (isCurrent)
            {
                use.Templates.Add(bucket.Source.Template);
                AddFamilies(bucket);
                AddApps(bucket);
            }
        }

        var capped = Math.Min(minutes, HalfHour.Minutes);
        use.Minutes += isCurrent ? capped : 0;
        use.PreviousMinutes += isCurrent ? 0 : capped;
        foreach (var app in _touched)
        {
            use.Apps[app] = use.Apps.GetValueOrDefault(app) + Math.Min(_here[app], HalfHour.Minutes);
            _here[app] = 0;
        }

        _touched.Clear();
    }

    /// <summary>The application of a number; null for the family of what nobody knows, which is none.</summary>
    public static PreferredApp? AppOf(int number, long minutes, AppDirectory apps)
    {
        if (number >= FamilyCount)
        {
            return new PreferredApp(IsBuiltin: false, apps.Apps[number - FamilyCount], minutes * 60);
        }

        var builtin = BuiltinApp.All.FirstOrDefault(app => (int)app.Family == number);
        return builtin is null ? null : new PreferredApp(IsBuiltin: true, new TemplateApp(builtin.Slug, builtin.DisplayName, builtin.Icon), minutes * 60);
    }

    private void AddLatency(SupportUse use, int halfHour, bool isCurrent, BucketRef bucket)
    {
        var median = MedianLatency.Of(bucket.Source.Segment, bucket.Bucket, bucket.UsageMinutes);
        if (float.IsNaN(median))
        {
            return;
        }

        _measured++;
        if (isCurrent)
        {
            use.Medians.Add((days.Of(halfHour), median));
        }
        else
        {
            use.PreviousMedians.Add(median);
        }
    }

    // Within a template the minutes of a family are the union over its apps, never a sum.
    private void AddFamilies(BucketRef bucket)
    {
        var (source, index, _) = bucket;
        if (!source.Segment.Connected[index])
        {
            return;
        }

        var sessions = source.Segment.Sessions;
        for (var i = sessions.Starts[index]; i < sessions.Starts[index + 1]; i++)
        {
            _familyUnion[(int)source.Families[sessions.Names[i]]] |= sessions.Minutes[i];
        }

        for (var family = 0; family < FamilyCount; family++)
        {
            Add(family, _familyUnion[family]);
            _familyUnion[family] = 0;
        }
    }

    private void AddApps(BucketRef bucket)
    {
        var (source, index, _) = bucket;
        var used = source.Segment.Apps;
        for (var i = used.Starts[index]; i < used.Starts[index + 1]; i++)
        {
            if (source.Apps[used.Names[i]] is >= 0 and var app)
            {
                Add(FamilyCount + app, used.Minutes[i]);
            }
        }
    }

    private void Add(int app, uint minutes)
    {
        if (minutes == 0)
        {
            return;
        }

        if (_here[app] == 0)
        {
            _touched.Add(app);
        }

        _here[app] += BitOperations.PopCount(minutes);
    }
}
