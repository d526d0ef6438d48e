using System.Text.Json.Serialization;

namespace Insights.Functions.Storage;

/// <summary>
/// A UTC month in figures, without people: what is left of usage that is purged. Stored as JSON, of which every version ever written is
/// understood.
/// </summary>
/// <param name="Version">The version of the form.</param>
/// <param name="ActiveUsers">The distinct users of the month.</param>
/// <param name="Days">How many of its days were recorded.</param>
/// <param name="UserDays">The distinct users of each of those days, added up.</param>
/// <param name="Weeks">How many weeks from Monday to Sunday began in it, and were recorded.</param>
/// <param name="UserWeeks">The distinct users of each of those weeks, added up.</param>
/// <param name="Seconds">60 for each minute of usage.</param>
/// <param name="Apps">Its applications.</param>
/// <param name="Templates">Its templates.</param>
public sealed record KeptMonth(
    int Version,
    int ActiveUsers,
    int Days,
    long UserDays,
    int Weeks,
    long UserWeeks,
    long Seconds,
    IReadOnlyList<KeptMonth.App> Apps,
    IReadOnlyList<KeptMonth.Template> Templates)
{
    /// <summary>The version that is written.</summary>
    public const int CurrentVersion = 1;

    /// <summary>
    /// Of how many people every count is a multiple, where it is made of counts in the place of people; null where it is exact, so that two of
    /// them may differ by one person.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Floor { get; init; }

    /// <summary>How an application was used.</summary>
    public sealed record App(string Type, string Slug, string DisplayName, long Seconds, int ActiveUsers);

    /// <summary>How a template was used.</summary>
    public sealed record Template(Guid TemplateId, int ActiveUsers, long Seconds);
}
