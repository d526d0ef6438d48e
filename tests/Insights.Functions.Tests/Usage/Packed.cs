using Insights.Functions.Ingest;
using Insights.Functions.Usage;

namespace Insights.Functions.Tests.Usage;

/// <summary>Events as they are put on the queue.</summary>
internal static class Packed
{
    public static IEnumerable<UsageMessage> Of(IEnumerable<UsageEvent> events)
    {
        var batch = new UsageBatch();
        foreach (var one in events)
        {
            batch.Add(one);
        }

        return UsagePacker.Pack(batch);
    }
}
