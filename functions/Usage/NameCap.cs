using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Insights.Functions.Usage;

/// <summary>
/// Bounds the distinct names of a segment, so that made-up names cannot make a day of a template arbitrarily large. What is above the
/// bound counts as one unknown name; the minutes stay.
/// <para>
/// Names have a total order that is the same everywhere: those that figures are made of come first, all others by a hash. The first
/// <see cref="Max"/> of it stay. So merging goes on being a join: a name that was left out of a part has that many before it there, and
/// so in the whole, whatever else arrives in whatever order; and a name that belongs to the first of the whole belongs to the first of
/// every part that has it. The unknown name is not counted, and never left out.
/// </para>
/// </summary>
internal sealed class NameCap
{
    /// <summary>How many names of session apps, and as many of workspace apps, a half-hour and a day of a template have at most.</summary>
    public const int Max = 1000;

    private const int MaxPortLength = 5;

    private readonly string _unknown;
    private readonly Func<string, int> _classOf;

    private NameCap(string unknown, Func<string, int> classOf) => (_unknown, _classOf) = (unknown, classOf);

    /// <summary>Of session apps: those of a family first, which are few.</summary>
    public static NameCap OfSessionApps { get; } = new(SessionApp.Unknown, name => SessionApp.FamilyOf(name) == AppFamily.Unknown ? 1 : 0);

    /// <summary>Of workspace apps: the terminal, then slugs, which builds may define, then ports.</summary>
    public static NameCap OfWorkspaceApps { get; } = new(AppMinutes.Unknown, name => name == AppMinutes.Terminal ? 0 : IsPort(name) ? 2 : 1);

    /// <summary>Gives minutes under names that are left out to the unknown name.</summary>
    public void Apply(List<PendingMinutes> minutes, Interned<string> names, int max)
    {
        if (names.Count <= max)
        {
            return;
        }

        var unknown = names.IndexOf(_unknown);
        var used = new bool[names.Count];
        foreach (var part in minutes)
        {
            used[part.Name] = true;
        }

        used[unknown] = false;
        var there = Enumerable.Range(0, used.Length).Where(name => used[name]).ToArray();
        if (there.Length <= max)
        {
            return;
        }

        Array.Sort(Array.ConvertAll(there, name => RankOf(names[name])), there);
        foreach (var name in there.AsSpan(0, max))
        {
            used[name] = false;
        }

        // What is still marked is left out.
        foreach (ref var part in CollectionsMarshal.AsSpan(minutes))
        {
            part = used[part.Name] ? part with { Name = unknown } : part;
        }
    }

    private static bool IsPort(string name) => name.Length is > 0 and <= MaxPortLength && name.All(char.IsAsciiDigit);

    private Rank RankOf(string name) => new(_classOf(name), XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(name)), name);

    private readonly record struct Rank(int Class, ulong Hash, string Name) : IComparable<Rank>
    {
        public int CompareTo(Rank other) =>
            Class != other.Class ? Class.CompareTo(other.Class)
            : Hash != other.Hash ? Hash.CompareTo(other.Hash)
            : string.CompareOrdinal(Name, other.Name);
    }
}
