using Insights.Coder.Database;
using NpgsqlTypes;

namespace Insights.Coder.Following;

/// <summary>Finds out whether Coder has been told to write no usage, which would look as if nobody worked.</summary>
internal sealed class UsageStatsCheck(CoderDatabase database)
{
    /// <summary>How long connected agents may be silent.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Connected = TimeSpan.FromMinutes(5);

    private string? _problem;

    /// <summary>Reports the problem when there is one; looks only now and then, for it goes through the table of agents.</summary>
    public async Task RunAsync(DatabasePoll poll, bool look, CancellationToken cancellationToken)
    {
        if (poll.NewestReport >= poll.Now - Silence)
        {
            _problem = null;
        }
        else if (look && poll.CanRead(Relations.Agents))
        {
            var connected = (await database.QueryAsync(
                "select count(*) from workspace_agents where last_connected_at >= @since",
                row => row.GetInt64(0),
                cancellationToken,
                ("since", poll.Now - Connected, NpgsqlDbType.TimestampTz)))[0];
            _problem = connected == 0 ? null
                : $"{connected} agents are connected, but Coder writes none of their reports. Usage stats are switched off where CODER_STATS_COLLECTION_USAGE_STATS_ENABLE is false.";
        }

        if (_problem is not null)
        {
            poll.Report(_problem);
        }
    }
}
