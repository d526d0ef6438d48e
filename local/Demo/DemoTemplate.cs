namespace Insights.Local.Demo;

internal sealed class DemoTemplate(string name, string displayName, string icon, DemoOrganization organization, DateOnly createdOn)
{
    public Guid Id { get; } = StableId.Of($"template/{name}");

    public string Name => name;

    public string DisplayName => displayName;

    public string Icon => icon;

    public DemoOrganization Organization => organization;

    public DateTime CreatedAt { get; } = createdOn.ToDateTime(new TimeOnly(7, 30), DateTimeKind.Utc);

    /// <summary>The last day that anybody works with it.</summary>
    public DateOnly LastDay { get; init; } = DateOnly.MaxValue;

    /// <summary>Relative weight among an organization's templates; 0 is never somebody's main one.</summary>
    public required int Popularity { get; init; }

    /// <summary>What a day of a running workspace costs, in credits.</summary>
    public int DailyCost { get; init; } = 40;

    public ToolShare[] Tools { get; init; } = ToolShare.General;

    public required DemoApp[] Apps { get; init; }

    /// <summary>Oldest first.</summary>
    public required DemoTemplateVersion[] Versions { get; init; }

    public DemoTemplateVersion VersionOn(DateOnly date) => Versions.LastOrDefault(v => v.ActiveFrom <= date) ?? Versions[0];
}
