using Insights.Functions.Usage;

namespace Insights.Functions.Reports.SessionApps;

/// <summary>How a session app was used, for itself.</summary>
/// <param name="Name">Its name in the normal form; <see cref="SessionAppsReport.Overflow"/> for what is not listed.</param>
/// <param name="TemplateIds">The templates with minutes of it, ascending.</param>
/// <param name="Seconds">60 for each minute; at most 30 minutes of a user's half-hour over all templates.</param>
/// <param name="TimesUsed">Runs of adjacent half-hours in which a user used it.</param>
public sealed record SessionAppUsage(string Name, IReadOnlyList<Guid> TemplateIds, long Seconds, long TimesUsed)
{
    /// <summary>The family it is counted under.</summary>
    public AppFamily Family => SessionApp.FamilyOf(Name);

    /// <summary>Its name for people.</summary>
    public string DisplayName => RegisteredApp.Find(Name)?.DisplayName ?? Name;

    /// <summary>The path of its icon; empty where it has none.</summary>
    public string Icon => RegisteredApp.Find(Name)?.Icon ?? "";

    internal static SessionAppUsage Sum(string name, IReadOnlyCollection<SessionAppUsage> parts) => new(
        name, TemplateSet.Union(parts.Select(part => part.TemplateIds)), parts.Sum(part => part.Seconds), parts.Sum(part => part.TimesUsed));
}
