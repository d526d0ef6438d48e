namespace Insights.Functions.Catalog;

/// <summary>
/// How a template defines the application of a slug. The newest definition holds. It is as old as the application itself, since a build
/// that changes nothing of an application keeps it (in Coder since 2.24); where nobody said how old that is, as old as the build.
/// </summary>
/// <param name="TemplateId">The template.</param>
/// <param name="App">The application.</param>
/// <param name="Order">How recent it is.</param>
/// <param name="AgentId">The agent it is from: of two in one build the higher id wins.</param>
public sealed record AppDefinition(Guid TemplateId, WorkspaceApp App, BuildOrder Order, Guid AgentId)
{
    /// <summary>The definitions that a build makes, one for each slug.</summary>
    public static IEnumerable<AppDefinition> Of(WorkspaceBuild build) =>
        from agent in build.Agents
        from app in agent.Apps
        let order = build.Order with { CreatedAt = app.CreatedAt ?? build.CreatedAt }
        group new AppDefinition(build.TemplateId, app, order, agent.Id) by app.Slug into definitions
        select definitions.Aggregate((known, other) => other.Replaces(known) ? other : known);

    /// <summary>Whether it takes the place of a known definition of the same slug.</summary>
    public bool Replaces(AppDefinition known) =>
        Order.CompareTo(known.Order) is var order && (order > 0 || (order == 0 && AgentId.CompareTo(known.AgentId) >= 0));
}
