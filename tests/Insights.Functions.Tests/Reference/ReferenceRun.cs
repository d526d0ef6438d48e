namespace Insights.Functions.Tests.Reference;

/// <summary>A stretch in which a workspace ran, in seconds since 1970.</summary>
public sealed record ReferenceRun(string TemplateId, string WorkspaceId, string OwnerId, int? DailyCost, long Start, long End)
{
    public long Within(long start, long end) => Math.Max(0, Math.Min(End, end) - Math.Max(Start, start));
}
