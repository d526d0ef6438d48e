using System.ComponentModel.DataAnnotations;

namespace Insights.Functions.Privacy;

/// <summary>What reports say of people. Settings <c>Insights__Privacy__*</c>.</summary>
public sealed class PrivacyOptions : IValidatableObject
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Insights:Privacy";

    /// <summary>The shortest key: it stands between a pseudonym and a name.</summary>
    internal const int MinKey = 32;

    // Less than the audit is kept at least, so that no reveal is forgotten while it holds.
    internal const int MaxRevealHours = 7 * 24;

    /// <summary><c>named</c>, <c>pseudonymous</c> or <c>aggregated</c>.</summary>
    public string Level { get; set; } = "named";

    /// <summary>Organizations with another level: <c>id=level</c>, separated by commas.</summary>
    public string Organizations { get; set; } = "";

    /// <summary>Below <c>named</c>, and of days older than <see cref="PersonDays"/>: of how many people everything that is shown is at least, 3 to 1,000.</summary>
    [Range(3, 1000)]
    public int GroupFloor { get; set; } = 5;

    /// <summary>
    /// Below <c>named</c>: for how many days before a day of usage the catalog must have known somebody who is to count on it, 0 to 365.
    /// As long is a sign-in that was changed not yet that of the user. 0 asks for nothing.
    /// </summary>
    [Range(0, 365)]
    public int KnownDays { get; set; } = 7;

    /// <summary>Below <c>named</c>, and with <see cref="PersonDays"/>: a secret of 32 characters or more, from which pseudonyms and roundings are made.</summary>
    public string Key { get; set; } = "";

    /// <summary>
    /// Below <c>named</c>: who may have single people shown to them, for a reason and a time: the subjects, separated by commas, that the
    /// issuer names them by. Whoever administers the service cannot change them, nor what an issuer signs.
    /// </summary>
    public string Officers { get; set; } = "";

    /// <summary>For how many hours a reveal holds at most, 1 to 168.</summary>
    [Range(1, MaxRevealHours)]
    public int RevealHours { get; set; } = 24;

    /// <summary>Whether a reveal begins only when a second officer has approved it.</summary>
    public bool RevealsNeedTwo { get; set; }

    /// <summary>The officers one by one.</summary>
    public IReadOnlyList<string> ListOfficers() => [.. Officers.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// For how many days usage has people in it, 0 to 3,650; then counts of groups of the floor or more stand in their place, for good.
    /// 0, and whatever is not less than the retention of usage, keeps people as long as usage.
    /// </summary>
    [Range(0, 3650)]
    public int PersonDays { get; set; }

    /// <summary>
    /// Whether the catalog has known somebody for long enough to count on a UTC day. Who was made up to lift others over the floor was made
    /// up lately.
    /// </summary>
    /// <param name="since">Since when, by the service's own clock; null for always.</param>
    /// <param name="day">The day.</param>
    internal bool Knew(DateTimeOffset? since, DateOnly day) => KnownDays == 0 || !(since > new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddDays(-KnownDays));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PrivacyLevels.Parse(Level) is null)
        {
            yield return new($"{Section}:{nameof(Level)} must be one of {PrivacyLevels.Names}, but is \"{Level}\".");
        }

        if (PrivacyLevels.WrongIn(Organizations) is { } wrong)
        {
            yield return new($"{Section}:{nameof(Organizations)} must be a list of id=level with a level of {PrivacyLevels.Names}, but has \"{wrong}\".");
        }
        else if (PrivacyLevels.Parse(Level) is not null && !PrivacyLevels.Of(this).IsNamedEverywhere && Key.Length < MinKey)
        {
            yield return new($"{Section}:{nameof(Key)} must have at least {MinKey} characters where a level is not named, but has {Key.Length}.");
        }

        if (RevealsNeedTwo && ListOfficers().Count is 1)
        {
            yield return new($"{Section}:{nameof(Officers)} must name two where {Section}:{nameof(RevealsNeedTwo)} is set, but names one.");
        }
    }
}
