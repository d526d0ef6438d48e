namespace Insights.Functions.Privacy;

/// <summary>Which level holds where.</summary>
public sealed class PrivacyLevels
{
    /// <summary>The names of the levels, for messages.</summary>
    internal const string Names = "named, pseudonymous, aggregated";

    private readonly PrivacyLevel _others;
    private readonly Dictionary<Guid, PrivacyLevel> _organizations;

    private PrivacyLevels(PrivacyLevel others, Dictionary<Guid, PrivacyLevel> organizations)
    {
        (_others, _organizations) = (others, organizations);
        Strictest = _organizations.Values.Append(others).Max();
    }

    /// <summary>The strictest level of any organization: that of what is about the whole deployment.</summary>
    public PrivacyLevel Strictest { get; }

    /// <summary>Whether people are named whatever a report is made of.</summary>
    public bool IsNamedEverywhere => Strictest == PrivacyLevel.Named;

    /// <summary>The levels of settings that were checked.</summary>
    public static PrivacyLevels Of(PrivacyOptions options) => new(
        Parse(options.Level)!.Value,
        Pairs(options.Organizations).ToDictionary(pair => Guid.Parse(pair[0]), pair => Parse(pair[1])!.Value));

    /// <summary>The level of an organization; null stands for templates of none.</summary>
    public PrivacyLevel Of(Guid? organization) => organization is { } id && _organizations.TryGetValue(id, out var level) ? level : _others;

    /// <summary>The level of a name; null when there is none.</summary>
    internal static PrivacyLevel? Parse(string name) => name switch
    {
        "named" => PrivacyLevel.Named,
        "pseudonymous" => PrivacyLevel.Pseudonymous,
        "aggregated" => PrivacyLevel.Aggregated,
        _ => null,
    };

    /// <summary>The name of a level.</summary>
    internal static string NameOf(PrivacyLevel level) => level switch
    {
        PrivacyLevel.Named => "named",
        PrivacyLevel.Pseudonymous => "pseudonymous",
        _ => "aggregated",
    };

    /// <summary>The first entry of a list that is none, or names an organization again; null when all are right.</summary>
    internal static string? WrongIn(string list)
    {
        var seen = new HashSet<Guid>();
        return Pairs(list).FirstOrDefault(pair => pair is not [var id, var level] || !Guid.TryParse(id, out var organization) || !seen.Add(organization) || Parse(level) is null)
            is { } wrong ? string.Join('=', wrong) : null;
    }

    private static IEnumerable<string[]> Pairs(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('=', StringSplitOptions.TrimEntries));
}
