namespace Insights.Functions.Reports;

/// <summary>Sets of templates, one for each of a growing number of owners (users, apps, slots), as bits.</summary>
internal sealed class TemplateSet(Guid[] templates)
{
    private readonly int _words = (templates.Length + 63) / 64;
    private ulong[] _bits = new ulong[64];

    public void Add(int owner, int template)
    {
        var word = _words == 1 ? owner : (owner * _words) + (template / 64);
        if (word >= _bits.Length)
        {
            Array.Resize(ref _bits, Math.Max(word + 1, _bits.Length * 2));
        }

        _bits[word] |= 1ul << (template % 64);
    }

    /// <summary>All templates of some lists, ascending.</summary>
    public static Guid[] Union(IEnumerable<IReadOnlyList<Guid>> lists) => [.. lists.SelectMany(list => list).ToHashSet().Order()];

    /// <summary>The templates of an owner, ascending.</summary>
    public Guid[] Of(int owner)
    {
        var found = new List<Guid>();
        for (var template = 0; template < templates.Length; template++)
        {
            var word = (owner * _words) + (template / 64);
            if (word < _bits.Length && (_bits[word] & (1ul << (template % 64))) != 0)
            {
                found.Add(templates[template]);
            }
        }

        return [.. found];
    }
}
