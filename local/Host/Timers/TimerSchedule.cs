using System.Globalization;
using NCrontab;

namespace DevelopmentHost.Timers;

/// <summary>When a timer is due, UTC.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _period;

    private TimerSchedule(CrontabSchedule? cron, TimeSpan period) => (_cron, _period) = (cron, period);

    /// <exception cref="HostStartException">It is neither NCRONTAB nor a time span of more than nothing.</exception>
    public static TimerSchedule Parse(string schedule, string function)
    {
        if (schedule.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParse(schedule, CultureInfo.InvariantCulture, out var period) && period > TimeSpan.Zero
                ? new(null, period)
                : throw Wrong("it is not a time span");
        }

        var fields = schedule.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 };
        var cron = CrontabSchedule.TryParse(schedule, options, Accepted, error => throw Wrong(error().Message));
        return new(cron, default);

        HostStartException Wrong(string why) => new($"Function {function}: the schedule \"{schedule}\" cannot be read: {why}.");
        static CrontabSchedule Accepted(CrontabSchedule parsed) => parsed;
    }

    /// <summary>The first occurrence after a moment.</summary>
    public DateTimeOffset After(DateTimeOffset moment) => _cron is null
        ? moment + _period
        : new DateTimeOffset(_cron.GetNextOccurrence(moment.UtcDateTime), TimeSpan.Zero);
}
