using System.Runtime.InteropServices;

namespace Insights.Functions.Usage;

/// <summary>Usage of any templates and half-hours as it comes, each of both in a builder of its own: what is packed into messages together.</summary>
public sealed class UsageBatch
{
    private readonly Dictionary<(Guid Template, HalfHour HalfHour), UsageSegmentBuilder> _builders = [];
    private (Guid Template, HalfHour HalfHour) _latest;
    private UsageSegmentBuilder? _latestBuilder;

    /// <summary>How many events it is made of.</summary>
    public int Count { get; private set; }

    /// <summary>The builder that one event of a template and half-hour goes into.</summary>
    public UsageSegmentBuilder Of(Guid template, HalfHour halfHour)
    {
        Count++;
        var key = (template, halfHour);
        if (_latestBuilder is null || _latest != key)
        {
            ref var builder = ref CollectionsMarshal.GetValueRefOrAddDefault(_builders, key, out _);
            (_latest, _latestBuilder) = (key, builder ??= new UsageSegmentBuilder());
        }

        return _latestBuilder;
    }

    /// <summary>Adds an event.</summary>
    public void Add(UsageEvent one) => one.AddTo(Of(one.Template, one.HalfHour));

    /// <summary>Adds all of another batch, which is not to be used afterwards.</summary>
    public void Add(UsageBatch other)
    {
        Count += other.Count;
        foreach (var (key, builder) in other._builders)
        {
            ref var there = ref CollectionsMarshal.GetValueRefOrAddDefault(_builders, key, out var exists);
            if (exists)
            {
                there!.Add(builder);
            }
            else
            {
                there = builder;
            }
        }
    }

    /// <summary>The segments, in order of template and half-hour, each made when it is asked for; the batch is not to be used afterwards.</summary>
    internal IEnumerable<(Guid Template, HalfHour HalfHour, UsageSegment Segment)> Build()
    {
        var keys = new (Guid Template, HalfHour HalfHour)[_builders.Count];
        _builders.Keys.CopyTo(keys, 0);
        Array.Sort(keys);
        foreach (var key in keys)
        {
            yield return (key.Template, key.HalfHour, _builders[key].Build());
        }
    }
}
