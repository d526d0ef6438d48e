using System.Collections.Frozen;

namespace Insights.Functions.Usage;

/// <summary>
/// Applications by name. A name alone means all that bear it: a family of session apps, a session app, and a slug, a port or
/// <see cref="AppMinutes.Terminal"/> of a workspace app; <c>family:</c>, <c>session:</c> or <c>app:</c> before it mean that one alone.
/// </summary>
public sealed class AppChoice
{
    private const string FamilyPrefix = "family:";
    private const string SessionPrefix = "session:";
    private const string AppPrefix = "app:";

    private static readonly string[] Prefixes = [FamilyPrefix, SessionPrefix, AppPrefix];

    private readonly FrozenSet<AppFamily> _families;
    private readonly FrozenSet<string> _sessions;
    private readonly FrozenSet<string> _apps;

    private AppChoice(IEnumerable<AppFamily> families, IEnumerable<string> sessions, IEnumerable<string> apps) =>
        (_families, _sessions, _apps) = (families.ToFrozenSet(), sessions.ToFrozenSet(StringComparer.Ordinal), apps.ToFrozenSet(StringComparer.Ordinal));

    /// <summary>The choice of some names; a family that there is not chooses nothing.</summary>
    public static AppChoice Of(IEnumerable<string> names)
    {
        var (families, sessions, apps) = (new List<AppFamily>(), new List<string>(), new List<string>());
        foreach (var name in names)
        {
            if (Meant(name, FamilyPrefix) is { } family && SessionApp.TryGetFamily(SessionApp.Normalize(family), out var known))
            {
                families.Add(known);
            }

            if (Meant(name, SessionPrefix) is { } session)
            {
                sessions.Add(SessionApp.Normalize(session));
            }

            if (Meant(name, AppPrefix) is { } app)
            {
                apps.Add(app);
            }
        }

        return new AppChoice(families, sessions, apps);
    }

    /// <summary>Whether a session app, in its normal form, is chosen.</summary>
    public bool HasSession(string name) => _sessions.Contains(name) || _families.Contains(SessionApp.FamilyOf(name));

    /// <summary>Whether a workspace app is chosen.</summary>
    public bool HasApp(string name) => _apps.Contains(name);

    // What a name says to one of the three: all of it where it has no prefix, and nothing where it has another's.
    private static string? Meant(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..]
        : Array.Exists(Prefixes, other => name.StartsWith(other, StringComparison.Ordinal)) ? null
        : name;
}
