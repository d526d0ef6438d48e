namespace Insights.Functions.Tests.Reference;

public sealed record GivenOption(string Name, string Description, string Value, string Icon);
