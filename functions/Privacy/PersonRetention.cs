using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Privacy;

/// <summary>For how long stored usage has people in it: of days before that counts stand in their place.</summary>
public sealed class PersonRetention(IOptions<PrivacyOptions> privacy, IOptions<UsageOptions> usage, TimeProvider clock)
{
    /// <summary>Whether people are kept for less long than usage is.</summary>
    public bool IsLimited => privacy.Value.PersonDays > 0 && privacy.Value.PersonDays < usage.Value.RetentionDays;

    /// <summary>The first UTC day whose usage still has people in it; null where they are kept as long as usage is.</summary>
    public DateOnly? FirstDay => IsLimited ? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-privacy.Value.PersonDays) : null;
}
