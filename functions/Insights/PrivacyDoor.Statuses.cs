using Insights.Functions.Catalog;
using Insights.Functions.Reports;

namespace Insights.Functions.Insights;

/// <content>What is shown of the statuses of users.</content>
public sealed partial class PrivacyDoor
{
    /// <summary>How many users had each status; below <c>named</c> rounded down to multiples of the floor.</summary>
    internal async Task<IDictionary<string, IReadOnlyList<StatusCount>>> StatusCountsAsync(
        IReadOnlyList<DateTimeOffset> dates, DateTimeOffset end, CancellationToken cancellationToken)
    {
        // System users are no people, here in Coder too.
        var users = (await catalog.GetUsersAsync(Own, cancellationToken)).Values;
        if (levels.IsNamedEverywhere)
        {
            return StatusCountsReport.Of(users.Where(user => !user.IsSystem), dates, dates[0], end);
        }

        // All statuses are there: one that is not would be one that nobody has.
        var (floor, counts) = (options.Value.GroupFloor, StatusCountsReport.Of(users.Where(user => user.WasPerson).Select(Known), dates, dates[0], end));
        return UserStatusName.All.Order(StringComparer.Ordinal).ToDictionary(
            status => status,
            IReadOnlyList<StatusCount> (status) => counts.TryGetValue(status, out var exact)
                ? [.. exact.Select(count => count with { Count = count.Count / floor * floor })]
                : [.. dates.Select(date => new StatusCount(date, 0))]);
    }

    // With the statuses of when the catalog has known it for long enough to count.
    private User Known(User user)
    {
        if (options.Value.KnownDays == 0 || user.KnownSince?.AddDays(options.Value.KnownDays) is not { } since)
        {
            return user;
        }

        IEnumerable<StatusChange> first = user.Statuses.LastOrDefault(change => change.At <= since) is { } last ? [last with { At = since }] : [];
        return user with { Statuses = [.. first, .. user.Statuses.Where(change => change.At > since)] };
    }
}
