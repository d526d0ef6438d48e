using System.Numerics;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

internal sealed class BucketMinutesVisitor(Guid[] templates, AppDirectory apps) : IScanVisitor
{
    private readonly List<(int User, BucketMinutes Row)> _rows = [];
    private readonly uint[] _families = new uint[Enum.GetValues<AppFamily>().Length];

    public int AppOf(int template, string name) => apps.NumberOf(templates[template], name);

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        foreach (var bucket in buckets)
        {
            var latency = MedianLatency.Of(bucket.Source.Segment, bucket.Bucket, bucket.UsageMinutes);
            Add(user, halfHour, BucketMinutes.Any, "", bucket.UsageMinutes, float.IsNaN(latency) ? null : latency);
            AddFamilies(user, halfHour, bucket);
            var used = bucket.Source.Segment.Apps;
            for (var i = used.Starts[bucket.Bucket]; i < used.Starts[bucket.Bucket + 1]; i++)
            {
                var name = used.Names[i];
                Add(user, halfHour, bucket.Source.Apps[name] >= 0 ? BucketMinutes.Defined : BucketMinutes.Other, bucket.Source.Segment.AppNames[name], used.Minutes[i]);
            }
        }
    }

    /// <summary>The rows, given the users that user numbers count.</summary>
    public IEnumerable<BucketMinutes> Rows(IReadOnlyList<Guid> users) => _rows.Select(row => row.Row with { UserId = users[row.User] });

    // Within a template the minutes of a family are the union over its apps, never a sum.
    private void AddFamilies(int user, int halfHour, BucketRef bucket)
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

        foreach (var app in BuiltinApp.All)
        {
            Add(user, halfHour, BucketMinutes.Builtin, app.Slug, _families[(int)app.Family]);
        }
    }

    private void Add(int user, int halfHour, string kind, string app, uint minutes, float? latency = null)
    {
        if (minutes != 0)
        {
            _rows.Add((user, new BucketMinutes(Guid.Empty, new HalfHour(halfHour), kind, app, BitOperations.PopCount(minutes), latency)));
        }
    }
}
