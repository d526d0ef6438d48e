using Insights.Functions.Privacy;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Insights;

/// <summary>
/// From which UTC day on stored usage has people in it; of days before there are counts alone. The settings say for how many days, but what was
/// counted once stays so when they say otherwise later.
/// </summary>
public sealed class PeopleSince(PersonRetention retention, UsageStarts starts, TimeProvider clock, IOptions<UsageOptions> options)
{
    /// <summary>The header of reports: a day by UTC, as <c>2026-09-01</c>. It is absent where people are kept as long as usage, and where none are shown.</summary>
    public const string HeaderName = "Insights-People-Since";

    /// <summary>The day; null where people are kept as long as usage.</summary>
    internal ValueTask<DateOnly?> FirstDayAsync(CancellationToken cancellationToken)
    {
        var tallied = starts.FindTalliedAsync(cancellationToken);
        return tallied.IsCompletedSuccessfully ? new(After(tallied.Result)) : FindAsync(tallied);

        async ValueTask<DateOnly?> FindAsync(ValueTask<DateOnly?> tallied) => After(await tallied);
    }

    private DateOnly? After(DateOnly? tallied)
    {
        var first = tallied?.AddDays(1);
        if (retention.FirstDay is { } day)
        {
            return first > day ? first : day;
        }

        return first > options.Value.FirstDay(clock.GetUtcNow()) ? first : null;
    }
}
