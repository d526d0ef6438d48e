using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Connection;

/// <summary>
/// The medians of the buckets of one template, UTC day after day, each with its half-hour: five bytes for each, in pieces, so that none is
/// moved to make room for more.
/// </summary>
internal sealed class MeasuredBuckets
{
    private const int FirstLength = 16;
    private const int MaxLength = 64 * 1024;

    private readonly List<(int FirstHalfHour, int Count)> _days = [];
    private readonly List<(float[] Medians, byte[] HalfHours)> _full = [];
    private float[] _medians = [];
    private byte[] _halfHours = [];
    private int _last;
    private (int FirstHalfHour, int Count) _day;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds one of the day of the one before, or of a later day.</summary>
    /// <param name="median">The median in milliseconds.</param>
    /// <param name="halfHour">The number of the half-hour.</param>
    /// <returns>How many bytes were taken for it and those to come.</returns>
    public int Add(float median, int halfHour)
    {
        var taken = 0;
        if (_last == _medians.Length)
        {
            if (_last > 0)
            {
                _full.Add((_medians, _halfHours));
            }

            var length = Math.Clamp(2 * _last, FirstLength, MaxLength);
            (_medians, _halfHours, _last) = (new float[length], new byte[length], 0);
            taken = length * (sizeof(float) + sizeof(byte));
        }

        var ofDay = halfHour - _day.FirstHalfHour;
        if (_day.Count == 0 || ofDay >= HalfHour.PerDay)
        {
            EndDay();
            ofDay = halfHour % HalfHour.PerDay;
            _day = (halfHour - ofDay, 0);
        }

        _medians[_last] = median;
        _halfHours[_last] = (byte)ofDay;
        _last++;
        _day.Count++;
        Count++;
        return taken;
    }

    /// <summary>Puts the medians into a span of as many.</summary>
    public void CopyTo(Span<float> medians)
    {
        foreach (var (some, _) in Pieces())
        {
            some.Span.CopyTo(medians);
            medians = medians[some.Length..];
        }
    }

    /// <summary>Counts the medians of each group.</summary>
    /// <param name="first">The half-hour that <paramref name="groupOf"/> begins with.</param>
    /// <param name="groupOf">The group of each half-hour.</param>
    /// <param name="counts">The counts, to which these are added.</param>
    public void AddCounts(int first, ReadOnlySpan<int> groupOf, Span<int> counts)
    {
        foreach (var (_, halfHours, day) in DayPieces())
        {
            foreach (var ofDay in halfHours.Span)
            {
                counts[groupOf[day + ofDay - first]]++;
            }
        }
    }

    /// <summary>Puts the medians into place, those of a group side by side.</summary>
    /// <param name="first">The half-hour that <paramref name="groupOf"/> begins with.</param>
    /// <param name="groupOf">The group of each half-hour.</param>
    /// <param name="next">Where the next of each group goes.</param>
    /// <param name="grouped">The medians of all groups.</param>
    public void Group(int first, ReadOnlySpan<int> groupOf, Span<int> next, Span<float> grouped)
    {
        foreach (var (medians, halfHours, day) in DayPieces())
        {
            var values = medians.Span;
            var ofDays = halfHours.Span;
            for (var i = 0; i < values.Length; i++)
            {
                grouped[next[groupOf[day + ofDays[i] - first]]++] = values[i];
            }
        }
    }

    private void EndDay()
    {
        if (_day.Count > 0)
        {
            _days.Add(_day);
        }
    }

    private IEnumerable<(ReadOnlyMemory<float> Medians, ReadOnlyMemory<byte> HalfHours)> Pieces()
    {
        foreach (var (medians, halfHours) in _full)
        {
            yield return (medians, halfHours);
        }

        yield return (_medians.AsMemory(0, _last), _halfHours.AsMemory(0, _last));
    }

    // Pieces of which each is of one day, whose first half-hour is told.
    private IEnumerable<(ReadOnlyMemory<float> Medians, ReadOnlyMemory<byte> HalfHours, int FirstHalfHour)> DayPieces()
    {
        using var days = _days.Append(_day).GetEnumerator();
        var left = 0;
        foreach (var (medians, halfHours) in Pieces())
        {
            for (int from = 0, count; from < medians.Length; from += count, left -= count)
            {
                if (left == 0)
                {
                    days.MoveNext();
                    left = days.Current.Count;
                }

                count = Math.Min(left, medians.Length - from);
                yield return (medians.Slice(from, count), halfHours.Slice(from, count), days.Current.FirstHalfHour);
            }
        }
    }
}
