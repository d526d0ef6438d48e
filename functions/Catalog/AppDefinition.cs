using System.Text.Json.Serialization;

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
    /// <summary>
    /// The first instant of the UTC month in which the newest build that names it was made: as exact as builds are kept. Null in rows of
    /// earlier releases, where the definition is as old as its build.
    /// </summary>
    public DateTimeOffset? NamedIn { get; init; }

    /// <summary>The same of any definition.</summary>
    [JsonIgnore]
    public DateTimeOffset LastNamedIn => NamedIn ?? MonthOf(Order.CreatedAt);

    /// <summary>The first instant of the UTC month of an instant.</summary>
    public static DateTimeOffset MonthOf(DateTimeOffset instant) => new(instant.UtcDateTime.Year, instant.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The definitions that a build makes, one for each slug.</summary>
    public static IEnumerable<AppDefinition> Of(WorkspaceBuild build) =>
        from agent in build.Agents
        from app in agent.Apps
        let order = build.Order with { CreatedAt = app.CreatedAt ?? build.CreatedAt }
        group new AppDefinition(build.TemplateId, app, order, agent.Id) { NamedIn = MonthOf(build.CreatedAt) } by app.Slug into definitions
        select definitions.Aggregate((known, other) => other.Replaces(known) ? other : known);

    /// <summary>What holds of two definitions of one slug: the newer one, named when either was. In any order the same.</summary>
    public static AppDefinition Join(AppDefinition known, AppDefinition other) => (other.Replaces(known) ? other : known) with
    {
        NamedIn = known.LastNamedIn > other.LastNamedIn ? known.LastNamedIn : other.LastNamedIn,
    };

    /// <summary>Whether it takes the place of a known definition of the same slug.</summary>
    public bool Replaces(AppDefinition known) =>
        Order.CompareTo(known.Order) is var order && (order > 0 || (order == 0 && AgentId.CompareTo(known.AgentId) >= 0));
}
