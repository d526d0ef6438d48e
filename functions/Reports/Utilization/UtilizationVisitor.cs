using System.Numerics;
using Insights.Functions.Usage;

namespace Insights.Functions.Reports.Utilization;

/// <summary>
/// Tells what users used of templates to their workspaces, half-hour by half-hour as usage is read: nothing of it is kept. A workspace is
/// one user's, and a user is in one share of the scan, so that no two visitors have to do with one workspace.
/// </summary>
/// <param name="templates">The templates that template numbers count.</param>
/// <param name="running">The workspaces that ran, by template and owner, in the order in which time is divided.</param>
internal sealed class UtilizationVisitor(Guid[] templates, ILookup<(Guid Template, Guid User), RunningWorkspace> running) : IScanVisitor
{
    private readonly List<(Guid Id, Cell?[] Cells)> _users = [];

    public SegmentColumns Columns => SegmentColumns.Usage;

    /// <summary>What of the use of each template and user no workspace has, in seconds; where it is more than none.</summary>
    public IEnumerable<(Guid Template, Guid User, long Seconds)> Unmatched =>
        from user in _users
        from template in user.Cells.Index()
        where template.Item is { Unmatched: > 0 }
        select (templates[template.Index], user.Id, template.Item.Unmatched);

    public void Meet(int user, Guid id) => _users.Add((id, new Cell?[templates.Length]));

    public void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets)
    {
        var (id, cells) = _users[user];
        foreach (var bucket in buckets)
        {
            var template = bucket.Source.Template;
            var cell = cells[template] ??= new Cell([.. running[(templates[template], id)]]);
            cell.Match(new HalfHour(halfHour), BitOperations.PopCount(bucket.UsageMinutes) * 60L);
        }
    }

    /// <summary>The workspaces of one template and user.</summary>
    private sealed class Cell(RunningWorkspace[] workspaces)
    {
        private readonly long[] _running = new long[workspaces.Length];

        public long Unmatched { get; private set; }

        /// <summary>Divides the use of a half-hour, in seconds; half-hours come in order.</summary>
        public void Match(HalfHour halfHour, long seconds)
        {
            var (start, end) = (halfHour.Start.ToUnixTimeSeconds(), halfHour.End.ToUnixTimeSeconds());
            var (together, several) = (0L, 0);
            for (var index = 0; index < _running.Length; index++)
            {
                _running[index] = workspaces[index].SecondsIn(start, end);
                together += _running[index];
                several += _running[index] > 0 ? 1 : 0;
            }

            var used = Math.Min(seconds, together);
            Unmatched += seconds - used;
            var (before, given) = (0L, 0L);
            for (var index = 0; index < _running.Length; index++)
            {
                if (_running[index] > 0)
                {
                    before += _running[index];
                    var share = (used * before / together) - given;
                    given += share;
                    workspaces[index].Use(start, end, _running[index], share, several > 1);
                }
            }
        }
    }
}
