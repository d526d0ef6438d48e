namespace Insights.Functions.Tests.Reference;

/// <summary>An application; <paramref name="CreatedAt"/> is null where the build's time stands for it.</summary>
public sealed record GivenApp(string Slug, string DisplayName, string Icon, DateTimeOffset? CreatedAt = null);
