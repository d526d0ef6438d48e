using Insights.Functions.Catalog;

namespace Insights.Functions.Reports.Parameters;

/// <summary>Counts the values of one parameter in a range and in each of its slots.</summary>
/// <param name="definition">The parameter.</param>
/// <param name="isDefined">Whether a version defines it.</param>
/// <param name="slots">How many slots there are.</param>
internal sealed class ParameterCounts(ParameterDefinition definition, bool isDefined, int slots)
{
    /// <summary>How many values are told; the rest is counted together.</summary>
    public const int MaxValues = 100;

    private const string NumberType = "number";

    private readonly SortedSet<Guid> _templates = [];
    private readonly Dictionary<string, int> _all = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>[] _slots = [.. Enumerable.Range(0, slots).Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];

    public ParameterDefinition Definition => definition;

    public bool IsDefined => isDefined;

    public bool HasValues => _all.Count > 0 || _slots.Any(slot => slot.Count > 0);

    /// <summary>A build counts, with a value or without.</summary>
    /// <param name="template">The template of the build.</param>
    /// <param name="value">The value; null for none.</param>
    /// <param name="slot">The slot that it counts in; null for the range as a whole.</param>
    public void Add(Guid template, string? value, int? slot)
    {
        _templates.Add(template);
        if (value is not null)
        {
            var counts = slot is { } number ? _slots[number] : _all;
            counts[value] = counts.GetValueOrDefault(value) + 1;
        }
    }

    public ParameterTrend Report(IReadOnlyList<Slot> slots)
    {
        var seen = _all.Keys.Concat(_slots.SelectMany(slot => slot.Keys)).ToHashSet(StringComparer.Ordinal);
        var told = seen.OrderByDescending(value => _all.GetValueOrDefault(value)).ThenBy(value => value, Utf8Order.Comparer)
            .Take(MaxValues).Order(Utf8Order.Comparer).ToArray();
        return new ParameterTrend(
            [.. _templates],
            definition,
            isDefined,
            _all.Values.Sum(),
            [.. told.Select(value => (value, _all.GetValueOrDefault(value)))],
            _all.Values.Sum() - told.Sum(value => _all.GetValueOrDefault(value)),
            [.. definition.Options.Where(option => !seen.Contains(option.Value))],
            isDefined && definition.Type != NumberType ? null : ParameterDistribution.Of(_all.Select(count => (count.Key, count.Value))),
            [
                .. slots.Zip(_slots, (slot, counts) =>
                {
                    int[] ofTold = [.. told.Select(value => counts.GetValueOrDefault(value))];
                    return new ParameterSlot(slot, counts.Values.Sum(), ofTold, counts.Values.Sum() - ofTold.Sum());
                }),
            ]);
    }
}
