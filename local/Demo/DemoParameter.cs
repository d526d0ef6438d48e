namespace Insights.Local.Demo;

/// <summary>A template parameter, and what the deployment's users choose for it.</summary>
internal sealed record DemoParameter(
    string Name, string DisplayName, string Type, string Description, IReadOnlyList<DemoOption> Options,
    IReadOnlyList<(string Value, int Weight)> Choices)
{
    /// <summary>Days after which somebody who experiments may choose anew.</summary>
    private const int Era = 8;

    private readonly ulong _seed = StableId.SeedOf($"parameter/{Name}");

    /// <summary>What a workspace has unless somebody chooses: what most would have chosen.</summary>
    public string DefaultValue { get; } = Choices.MaxBy(choice => choice.Weight).Value;

    public string ValueFor(DemoWorkspace workspace, DateOnly date)
    {
        var experiments = new Dice(workspace.Seed ^ _seed, 1).Chance(0.3);
        var era = experiments ? (date.DayNumber + (int)(workspace.Seed % Era)) / Era : 0;
        return new Dice(workspace.Seed ^ _seed, 2, era).Pick(Choices, choice => choice.Weight).Value;
    }
}
