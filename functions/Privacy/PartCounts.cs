using Insights.Functions.Usage;

namespace Insights.Functions.Privacy;

/// <summary>How many people had a share in each part of a day: one half-hour, one application.</summary>
internal sealed class PartCounts(int names, int floor)
{
    private readonly int[] _people = new int[HalfHour.PerDay * names];

    /// <summary>Counts a bucket, which is one person's.</summary>
    public void Count(int halfHour, MaskColumn column, int bucket)
    {
        for (var i = column.Starts[bucket]; i < column.Starts[bucket + 1]; i++)
        {
            _people[PlaceOf(halfHour, column.Names[i])]++;
        }
    }

    /// <summary>What is left of a bucket once all are counted.</summary>
    public IReadOnlyList<(int Name, uint Minutes)> LeftOf(int halfHour, MaskColumn column, int bucket)
    {
        var left = new List<(int, uint)>();
        for (var i = column.Starts[bucket]; i < column.Starts[bucket + 1]; i++)
        {
            if (_people[PlaceOf(halfHour, column.Names[i])] >= floor)
            {
                left.Add((column.Names[i], column.Minutes[i]));
            }
        }

        return left;
    }

    private int PlaceOf(int halfHour, int name) => (new HalfHour(halfHour).OfDay * names) + name;
}
