namespace Insights.Functions.Tests.Reference;

public sealed record GeneratedWorkspace(string Id, string UserId, string TemplateId, IReadOnlyList<string> AgentIds, bool HasBuilds);
