using System.Numerics;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Concurrency;

/// <summary>
/// Counts for each minute of some half-hours, of which a set of minutes is counted in a few instructions: the counters of a half-hour lie
/// across its words, the bit i of word k being the bit k of the counter of minute i, so that adding a set is adding with carry.
/// </summary>
/// <param name="halfHours">How many half-hours there are.</param>
internal sealed class MinuteCounters(int halfHours)
{
    // The words k of all half-hours; one more when a counter first needs it.
    private readonly List<uint[]> _words = [];

    /// <summary>Counts one in each minute of a set.</summary>
    public void Add(int halfHour, uint minutes)
    {
        for (var k = 0; minutes != 0; k++)
        {
            ref var word = ref WordsOf(k)[halfHour];
            (word, minutes) = (word ^ minutes, word & minutes);
        }
    }

    /// <summary>Adds other counters of as many half-hours.</summary>
    public void Add(MinuteCounters other)
    {
        for (var halfHour = 0; halfHour < halfHours; halfHour++)
        {
            var carry = 0u;
            for (var k = 0; k < other._words.Count || carry != 0; k++)
            {
                var added = k < other._words.Count ? other._words[k][halfHour] : 0;
                ref var word = ref WordsOf(k)[halfHour];
                (word, carry) = (word ^ added ^ carry, (word & added) | (carry & (word ^ added)));
            }
        }
    }

    /// <summary>The highest count of any minute of a half-hour, and the first minute that has it.</summary>
    public (int Count, int Minute) Highest(int halfHour)
    {
        // From the highest bit on, only those minutes stay that have it, where any has.
        var (count, minutes) = (0, (1u << HalfHour.Minutes) - 1);
        for (var k = _words.Count - 1; k >= 0; k--)
        {
            var have = minutes & _words[k][halfHour];
            if (have != 0)
            {
                (count, minutes) = (count | (1 << k), have);
            }
        }

        return (count, BitOperations.TrailingZeroCount(minutes));
    }

    private uint[] WordsOf(int k)
    {
        if (k == _words.Count)
        {
            _words.Add(new uint[halfHours]);
        }

        return _words[k];
    }
}
