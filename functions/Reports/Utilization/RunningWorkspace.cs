using Insights.Functions.Reports.Workspaces;

namespace Insights.Functions.Reports.Utilization;

/// <summary>
/// A workspace while it was somebody's, and how much of that is told to have been use. Half-hours come in order, so each stretch that it
/// ran is looked at while it is near and then passed.
/// </summary>
internal sealed class RunningWorkspace
{
    private const int SecondsPerDay = 86_400;
    private const int SecondsPerHour = 3600;

    private readonly WorkspaceTimeline _workspace;
    private readonly Guid _owner;
    private readonly WorkspaceRun[] _runs;
    private readonly double? _hourlyRate;
    private readonly long _startedAt;
    private int _passed;
    private long _used;
    private long _shared;
    private double _usedCost;
    private bool _isUsedSinceStart;

    /// <summary>A workspace in the stretches in which it ran for an owner, of which there is at least one, and when the last one began.</summary>
    public RunningWorkspace(WorkspaceTimeline workspace, Guid owner, WorkspaceRun[] runs, long startedAt, double? hourlyRate) =>
        (_workspace, _owner, _runs, _startedAt, _hourlyRate) = (workspace, owner, runs, startedAt, hourlyRate);

    /// <summary>How long it ran in a half-hour, in seconds. Half-hours are asked for in order.</summary>
    public long SecondsIn(long start, long end)
    {
        while (_passed < _runs.Length && _runs[_passed].End <= start)
        {
            _passed++;
        }

        var seconds = 0L;
        for (var run = _passed; run < _runs.Length && _runs[run].Start < end; run++)
        {
            seconds += _runs[run].Within(start, end);
        }

        return seconds;
    }

    /// <summary>Some of the half-hour that was asked for last was use; the rest of what it ran was not.</summary>
    /// <param name="start">The start of the half-hour.</param>
    /// <param name="end">The end of the half-hour.</param>
    /// <param name="running">How long it ran in it; more than none.</param>
    /// <param name="used">How much of that was use.</param>
    /// <param name="isShared">Whether other workspaces ran too, of which it could have been.</param>
    public void Use(long start, long end, long running, long used, bool isShared)
    {
        _used += used;
        _shared += isShared ? used : 0;
        _isUsedSinceStart |= end > _startedAt;
        for (var run = _passed; run < _runs.Length && _runs[run].Start < end; run++)
        {
            _usedCost += (RateOf(_runs[run]) ?? 0) * _runs[run].Within(start, end) * used / running;
        }
    }

    /// <summary>What has come of it.</summary>
    public WorkspaceUtilization Report()
    {
        double? cost = null;
        foreach (var run in _runs)
        {
            cost = RateOf(run) is { } rate ? (cost ?? 0) + (rate * run.Seconds) : cost;
        }

        return new WorkspaceUtilization(
            _workspace,
            _owner,
            new UtilizationFigures(_runs.Sum(run => run.Seconds), _used, _shared, UnmatchedSeconds: 0, cost, cost is null ? null : _usedCost),
            DateTimeOffset.FromUnixTimeSeconds(_startedAt),
            !_isUsedSinceStart);
    }

    // Of a second. A cost of 0 is what Coder has where nobody has set one.
    private double? RateOf(WorkspaceRun run) => _hourlyRate / SecondsPerHour ?? (run.DailyCost > 0 ? (double)run.DailyCost / SecondsPerDay : null);
}
