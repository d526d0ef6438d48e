using Insights.Coder.Sending;
using Insights.Coder.State;

namespace Insights.Coder.Following;

/// <summary>One look at a deployment: what is known when it begins, and what has come of it so far.</summary>
internal class Poll(SourceTerms terms, SourceState state, DateTime now, bool sweep)
{
    /// <summary>How far ahead of the service's clock a time may be.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(10);

    // A little less than the service keeps: its clock goes on while a request is under way.
    private static readonly TimeSpan RetentionMargin = TimeSpan.FromHours(1);

    private readonly List<string> _problems = [];

    public SourceTerms Terms => terms;

    public DateTime Now => now;

    /// <summary>Whether it looks for what may come late too.</summary>
    public bool Sweep => sweep;

    public SourceState State { get; set; } = state;

    /// <summary>When the newest report of an agent came, whatever it says; null when there is none.</summary>
    public DateTime? NewestReport { get; set; }

    /// <summary>Since when the service takes events.</summary>
    public DateTime KeptSince => HalfHours.Ceiling(now - terms.Retention + RetentionMargin);

    /// <summary>Up to when the service takes events.</summary>
    public DateTime Latest => now + ClockTolerance - TimeSpan.FromMinutes(1);

    public IReadOnlyList<string> Problems => _problems;

    public long RowsRead { get; private set; }

    public long RowsSent { get; private set; }

    public long RowsRefused { get; private set; }

    /// <summary>Counts rows that were read.</summary>
    public void Read(int rows) => RowsRead += rows;

    /// <summary>Counts items that were sent.</summary>
    public void Count(SendCount count)
    {
        RowsSent += count.Sent;
        RowsRefused += count.Refused;
    }

    /// <summary>Records what an administrator should look at.</summary>
    public void Report(string problem)
    {
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }
}
