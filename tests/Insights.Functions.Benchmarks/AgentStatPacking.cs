using BenchmarkDotNet.Attributes;
using Insights.Functions.Ingest;
using Insights.Functions.Tests.Shared;

namespace Insights.Functions.Benchmarks;

/// <summary>A body of agent stats on its way to the queue, in memory: read, checked, packed, and made the text of its messages.</summary>
[MemoryDiagnoser]
public class AgentStatPacking
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 14, 20, 0, TimeSpan.Zero);

    private byte[] _body = [];
    private EventTime _bounds = null!;

    /// <summary>How many stats the body has.</summary>
    [Params(1, 1000, 10_000)]
    public int Stats { get; set; }

    /// <summary>Makes the body.</summary>
    [GlobalSetup]
    public void MakeBody()
    {
        _body = StatBodies.Of(Stats, Now, new Random(1));
        _bounds = new EventTime(Now.AddMinutes(1), TimeSpan.FromDays(180));
    }

    /// <summary>Reads and checks it alone.</summary>
    [Benchmark]
    public int Read() => AgentStats.Read(_body, _bounds).Count;

    /// <summary>Does all of it.</summary>
    [Benchmark]
    public int ReadAndPack()
    {
        var length = 0;
        foreach (var message in UsagePacker.Pack(AgentStats.Read(_body, _bounds)))
        {
            length += message.ToText().Length;
        }

        return length;
    }
}
