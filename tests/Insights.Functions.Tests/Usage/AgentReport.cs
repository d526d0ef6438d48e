using Insights.Functions.Usage;

namespace Insights.Functions.Tests.Usage;

/// <summary>One report of a workspace agent as an event, for tests that keep what they add.</summary>
/// <param name="Template">The template.</param>
/// <param name="HalfHour">The half-hour it was made in.</param>
/// <param name="User">Whose workspace it is.</param>
/// <param name="Agent">The agent: with <paramref name="Offset"/> the identity of its latency sample.</param>
/// <param name="Offset">Milliseconds into the half-hour.</param>
/// <param name="SessionApps">The normal names of the apps with an open session.</param>
/// <param name="Connected">Whether there was a connection.</param>
/// <param name="Latency">The median latency in milliseconds; 0 or less when none was measured.</param>
internal sealed record AgentReport(
    Guid Template, HalfHour HalfHour, Guid User, Guid Agent, int Offset, IReadOnlyCollection<string> SessionApps, bool Connected, float Latency)
    : UsageEvent(Template, HalfHour, User)
{
    public override void AddTo(UsageSegmentBuilder segment) => segment.AddReport(User, HalfHour, Agent, Offset, [.. SessionApps], Connected, Latency);
}
