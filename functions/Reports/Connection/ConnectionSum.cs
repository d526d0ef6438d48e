using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Connection;

/// <summary>
/// Percentiles of the same medians, grouped in several ways: they are put side by side by group, one way after the other, in one place.
/// </summary>
internal sealed class ConnectionSum
{
    private readonly MeasuredBuckets[][] _templates;
    private readonly float[] _grouped;

    /// <param name="templates">What was measured of each template.</param>
    public ConnectionSum(IEnumerable<MeasuredBuckets[]> templates)
    {
        _templates = [.. templates];
        _grouped = new float[_templates.Sum(CountOf)];
    }

    /// <summary>Of each template, of each organization (some templates that follow one another), and of all; and how all are distributed.</summary>
    /// <param name="organizations">For each organization its first template and the one after its last.</param>
    public (MeasuredLatency[] Templates, MeasuredLatency[] Organizations, MeasuredLatency All, int[] Histogram) OfTemplates(
        IReadOnlyList<(int First, int End)> organizations)
    {
        var starts = new int[_templates.Length + 1];
        for (var template = 0; template < _templates.Length; template++)
        {
            var next = starts[template];
            foreach (var measured in _templates[template])
            {
                measured.CopyTo(_grouped.AsSpan(next, measured.Count));
                next += measured.Count;
            }

            starts[template + 1] = next;
        }

        return (
            Groups(starts),
            [.. organizations.Select(one => MeasuredLatency.Of(_grouped.AsSpan(starts[one.First]..starts[one.End])))],
            MeasuredLatency.Of(_grouped.AsSpan()),
            LatencyHistogram.Of(_grouped));
    }

    /// <summary>Of some groups of half-hours.</summary>
    /// <param name="first">The first half-hour of all.</param>
    /// <param name="groupOf">The group of each half-hour from the first one on.</param>
    /// <param name="groups">How many groups there are.</param>
    public MeasuredLatency[] OfHalfHours(HalfHour first, int[] groupOf, int groups)
    {
        var starts = new int[groups + 1];
        foreach (var measured in _templates.SelectMany(some => some))
        {
            measured.AddCounts(first.Number, groupOf, starts.AsSpan(1));
        }

        for (var group = 0; group < groups; group++)
        {
            starts[group + 1] += starts[group];
        }

        var next = starts[..groups];
        foreach (var measured in _templates.SelectMany(some => some))
        {
            measured.Group(first.Number, groupOf, next, _grouped);
        }

        return Groups(starts);
    }

    private MeasuredLatency[] Groups(int[] starts)
    {
        var groups = new MeasuredLatency[starts.Length - 1];
        Parallel.For(0, groups.Length, group => groups[group] = MeasuredLatency.Of(_grouped.AsSpan(starts[group]..starts[group + 1])));
        return groups;
    }

    private static int CountOf(MeasuredBuckets[] template) => template.Sum(measured => measured.Count);
}
