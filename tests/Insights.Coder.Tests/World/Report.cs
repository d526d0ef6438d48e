namespace Insights.Coder.Tests.World;

/// <summary>A report of an agent, as it is stored: without a latency it says -0.001.</summary>
public sealed record Report(Workspace Workspace, DateTime At, IReadOnlyDictionary<string, long> Sessions, long Connections = 1, double Latency = 20)
{
    /// <summary>What an agent reports that measured none.</summary>
    public const double NoLatency = -0.001;

    public static Report Of(Workspace workspace, DateTime at, string app = "vscode", double latency = 20) => new(workspace, at, new Dictionary<string, long> { [app] = 1 }, 1, latency);
}
