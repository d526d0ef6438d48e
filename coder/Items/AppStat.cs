namespace Insights.Coder.Items;

/// <summary>One session of one user in one workspace app, or a part of it.</summary>
/// <param name="TemplateId">The template.</param>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="UserId">Who used it.</param>
/// <param name="AgentId">The agent.</param>
/// <param name="AccessMethod"><c>path</c>, <c>subdomain</c> or <c>terminal</c>.</param>
/// <param name="SlugOrPort">The app; empty for the terminal.</param>
/// <param name="SessionId">The session.</param>
/// <param name="SessionStartedAt">When it, or this part of it, started.</param>
/// <param name="SessionEndedAt">When it ended, or was last seen.</param>
public sealed record AppStat(
    Guid TemplateId,
    Guid WorkspaceId,
    Guid UserId,
    Guid AgentId,
    string AccessMethod,
    string SlugOrPort,
    Guid SessionId,
    DateTime SessionStartedAt,
    DateTime SessionEndedAt);
