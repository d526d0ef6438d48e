namespace Insights.Functions.Catalog;

/// <summary>How the newest build of a template that has an application of a slug defines it.</summary>
/// <param name="TemplateId">The template.</param>
/// <param name="App">The application.</param>
/// <param name="Order">How recent the build is.</param>
/// <param name="AgentId">The agent it is from: of two in one build the higher id wins.</param>
public sealed record AppDefinition(Guid TemplateId, WorkspaceApp App, BuildOrder Order, Guid AgentId)
{
    /// <summary>The definitions that a build makes, one for each slug.</summary>
    public static IEnumerable<AppDefinition> Of(WorkspaceBuild build) =>
        from agent in build.Agents
        from app in agent.Apps
        group new AppDefinition(build.TemplateId, app, build.Order, agent.Id) by app.Slug into definitions
        select definitions.MaxBy(definition => definition.AgentId);

    /// <summary>Whether it takes the place of a known definition of the same slug.</summary>
    public bool Replaces(AppDefinition known) =>
        Order.CompareTo(known.Order) is var order && (order > 0 || (order == 0 && AgentId.CompareTo(known.AgentId) >= 0));
}
