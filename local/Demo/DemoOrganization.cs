namespace Insights.Local.Demo;

internal sealed record DemoOrganization(string Name, string DisplayName)
{
    public static readonly DemoOrganization Platform = new("platform", "Platform Engineering");
    public static readonly DemoOrganization Product = new("product", "Product Development");
    public static readonly DemoOrganization Research = new("research", "Data & Research");

    public static IReadOnlyList<DemoOrganization> All { get; } = [Platform, Product, Research];

    public Guid Id { get; } = StableId.Of($"organization/{Name}");
}
