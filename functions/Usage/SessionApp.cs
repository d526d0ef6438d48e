using System.Collections.Frozen;
using System.Text;

namespace Insights.Functions.Usage;

/// <summary>The names of session apps as agents report them: one normal form, and the family of each name.</summary>
public static class SessionApp
{
    /// <summary>The longest name that is kept, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>How many names one report may have; the overflow counts as <see cref="Unknown"/>.</summary>
    public const int MaxPerReport = 64;

    /// <summary>The name of what has no usable name.</summary>
    public const string Unknown = "unknown";

    private static readonly FrozenDictionary<string, AppFamily> Families = new (AppFamily Family, string[] Names)[]
    {
        (AppFamily.VisualStudioCode,
        [
            "vscode", "vscode_insiders", "vscode_web", "code_server", "cursor", "windsurf", "positron", "vscodium", "codium", "antigravity",
            "trae", "kiro", "devin",
        ]),
        (AppFamily.JetBrains, ["jetbrains"]),
        (AppFamily.ReconnectingPty, ["reconnecting_pty"]),
        (AppFamily.Ssh, ["ssh", "zed"]),
        (AppFamily.Sftp, ["sftp"]),
    }.SelectMany(family => family.Names, (family, name) => KeyValuePair.Create(name, family.Family)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The families by their own names, which are names of session apps as well, except that of all the others.</summary>
    private static readonly FrozenDictionary<string, AppFamily> FamilyNames = new Dictionary<string, AppFamily>
    {
        ["vscode"] = AppFamily.VisualStudioCode,
        ["jetbrains"] = AppFamily.JetBrains,
        ["reconnecting_pty"] = AppFamily.ReconnectingPty,
        ["ssh"] = AppFamily.Ssh,
        ["sftp"] = AppFamily.Sftp,
        [Unknown] = AppFamily.Unknown,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<AppFamily, string> NamesOfFamilies = FamilyNames.ToFrozenDictionary(family => family.Value, family => family.Key);

    /// <summary>
    /// The normal form of a name: trimmed, lower-cased, with <c>_</c> for <c>-</c> and space, at most 64 characters;
    /// <see cref="Unknown"/> for a name of nothing but white space.
    /// </summary>
    public static string Normalize(string name)
    {
        if (IsNormal(name))
        {
            return name;
        }

        var text = name.Trim().ToLowerInvariant().Replace('-', '_').Replace(' ', '_');
        if (text.Length > MaxLength)
        {
            text = Truncate(text);
        }

        return text.Length == 0 ? Unknown : text;
    }

    /// <summary>The family of a name in its normal form.</summary>
    public static AppFamily FamilyOf(string name) => Families.GetValueOrDefault(name);

    /// <summary>The family of its own name, in the normal form of names.</summary>
    public static bool TryGetFamily(string name, out AppFamily family) => FamilyNames.TryGetValue(name, out family);

    /// <summary>The name of a family, in the normal form of names.</summary>
    public static string NameOf(AppFamily family) => NamesOfFamilies[family];

    private static bool IsNormal(string name)
    {
        foreach (var c in name)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
            {
                return false;
            }
        }

        return name.Length is > 0 and <= MaxLength;
    }

    // Characters are Unicode scalar values: a cut never leaves half of one.
    private static string Truncate(string text)
    {
        var kept = new StringBuilder(MaxLength);
        foreach (var rune in text.EnumerateRunes().Take(MaxLength))
        {
            kept.Append(rune);
        }

        return kept.ToString();
    }
}
