namespace Insights.Functions.Catalog;

/// <summary>An application that an agent offers.</summary>
/// <param name="Slug">Its short name, which usage is reported under.</param>
/// <param name="DisplayName">Its name for people; may be empty.</param>
/// <param name="Icon">The path of its icon; may be empty.</param>
/// <param name="CreatedAt">When it was first defined so; null where nobody said, and the build's time stands for it.</param>
public sealed record WorkspaceApp(string Slug, string DisplayName, string Icon, DateTimeOffset? CreatedAt = null);
