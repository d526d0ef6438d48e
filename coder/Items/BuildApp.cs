namespace Insights.Coder.Items;

/// <summary>An app of an agent.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="CreatedAt">When it was first made, which a build that does not change it keeps; null where that is not known.</param>
public sealed record BuildApp(string Slug, string DisplayName, string Icon, DateTime? CreatedAt);
