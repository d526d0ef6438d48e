namespace Insights.Functions.Tests.Reference;

public sealed record GivenParameter(
    string Name,
    string Type,
    string DisplayName,
    string Description,
    IReadOnlyList<GivenOption> Options);
