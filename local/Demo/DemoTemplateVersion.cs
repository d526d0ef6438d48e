namespace Insights.Local.Demo;

internal sealed record DemoTemplateVersion(Guid Id, DateOnly ActiveFrom, DemoParameter[] Parameters);
