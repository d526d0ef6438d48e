using System.Runtime.InteropServices;

namespace Insights.Functions.Usage;

/// <summary>Gives each distinct value a number, in order of first sight.</summary>
internal sealed class Interned<T>(IComparer<T> order)
    where T : notnull
{
    private readonly Dictionary<T, int> _indices = [];
    private readonly List<T> _values = [];

    /// <summary>How many values have a number.</summary>
    public int Count => _values.Count;

    /// <summary>The value of a number.</summary>
    public T this[int number] => _values[number];

    /// <summary>The number of a value.</summary>
    public int IndexOf(T value)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_indices, value, out var exists);
        if (!exists)
        {
            index = _values.Count;
            _values.Add(value);
        }

        return index;
    }

    /// <summary>For each number of these values the number of the same value among others, to which it is added.</summary>
    public int[] IndicesIn(Interned<T> others)
    {
        var indices = new int[_values.Count];
        for (var number = 0; number < indices.Length; number++)
        {
            indices[number] = others.IndexOf(_values[number]);
        }

        return indices;
    }

    /// <summary>
    /// Sorts the values that are in use. Returns them, and in <paramref name="ranks"/> for each number its place among them.
    /// </summary>
    public T[] Sort(bool[] used, out int[] ranks)
    {
        var numbers = Enumerable.Range(0, _values.Count).Where(number => used[number]).ToArray();
        Array.Sort(numbers, (left, right) => order.Compare(_values[left], _values[right]));
        ranks = new int[_values.Count];
        var sorted = new T[numbers.Length];
        for (var rank = 0; rank < numbers.Length; rank++)
        {
            sorted[rank] = _values[numbers[rank]];
            ranks[numbers[rank]] = rank;
        }

        return sorted;
    }
}
