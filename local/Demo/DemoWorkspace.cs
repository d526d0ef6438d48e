namespace Insights.Local.Demo;

/// <summary>A workspace with one agent; the weight is how often it is the one its owner works in.</summary>
internal sealed record DemoWorkspace(string Owner, string Name, DemoTemplate Template, DateTime CreatedAt, int Weight)
{
    public Guid Id { get; } = StableId.Of($"workspace/{Owner}/{Name}");

    public Guid AgentId { get; } = StableId.Of($"agent/{Owner}/{Name}");

    public ulong Seed { get; } = StableId.SeedOf($"workspace/{Owner}/{Name}");

    public bool IsUsedOn(DateOnly date) => DateOnly.FromDateTime(CreatedAt) < date && date <= Template.LastDay;
}
