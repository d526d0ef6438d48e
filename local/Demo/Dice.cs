namespace Insights.Local.Demo;

/// <summary>
/// Chance that is a pure function of its seeds (SplitMix64): the same user has the same day whenever, and in whatever order, it is
/// asked for.
/// </summary>
internal sealed class Dice(ulong seed, long a = 0, long b = 0)
{
    private ulong _state = Mix(seed ^ Mix((ulong)a ^ Mix((ulong)b)));

    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>In [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Unit() < probability;

    public double Between(double low, double high) => low + (high - low) * Unit();

    /// <summary>In [low, high], both included.</summary>
    public int Between(int low, int high) => low + (int)(Next() % (ulong)(high - low + 1));

    /// <summary>Standard normal (Box-Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    public T Pick<T>(IReadOnlyList<T> items) => items[(int)(Next() % (ulong)items.Count)];

    /// <summary>Picks in proportion to the weights, of which at least one is positive.</summary>
    public T Pick<T>(IReadOnlyList<T> items, Func<T, int> weight)
    {
        var left = (int)(Next() % (ulong)items.Sum(weight));
        foreach (var item in items)
        {
            left -= weight(item);
            if (left < 0)
            {
                return item;
            }
        }

        return items[^1];
    }

    private ulong Next() => _state = Mix(_state);
}
