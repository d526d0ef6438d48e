using Insights.Coder.Items;

namespace Insights.Coder.Reading;

/// <summary>A report of an agent, with the id of its row.</summary>
/// <param name="Id">The id.</param>
/// <param name="Stat">The report.</param>
internal readonly record struct AgentStatRow(Guid Id, AgentStat Stat);
