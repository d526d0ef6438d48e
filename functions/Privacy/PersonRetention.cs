using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Privacy;

/// <summary>For how long stored usage has people in it: of days before that counts stand in their place.</summary>
public sealed class PersonRetention(IOptions<PrivacyOptions> privacy, IOptions<UsageOptions> usage, TimeProvider clock)
{
    /// <summary>Whether people are kept for less long than usage is.</summary>
    public bool IsLimited => privacy.Value.PersonDays > 0 && privacy.Value.PersonDays < usage.Value.RetentionDays;

    /// <summary>The first UTC day whose usage still has people in it; null where they are kept as long as usage is.</summary>
    public DateOnly? FirstDay => IsLimited ? FirstTaken : null;

    /// <summary>For how many days people are kept, in usage or as long as it: what is older is not taken in any more, since it is of people.</summary>
    public int Days => IsLimited ? privacy.Value.PersonDays : usage.Value.RetentionDays;

    /// <summary>How old what comes in may be.</summary>
    public TimeSpan MaxAge => TimeSpan.FromDays(Days);

    /// <summary>The first UTC day to which anything may come yet.</summary>
    public DateOnly FirstTaken => DateOnly.FromDateTime((clock.GetUtcNow() - MaxAge).UtcDateTime);

    /// <summary>The first UTC month to which anything may come yet.</summary>
    public DateOnly FirstOpenMonth => new(FirstTaken.Year, FirstTaken.Month, 1);

    /// <summary>Of how many users a figure of a month that is kept must be, at least: where people are not kept for as long, not less than the floor.</summary>
    public int KeepFloor => IsLimited ? Math.Max(usage.Value.KeepFloor, privacy.Value.GroupFloor) : usage.Value.KeepFloor;
}
