namespace Insights.Functions.Tests.Reference;

public sealed record GivenApp(string Slug, string DisplayName, string Icon);
