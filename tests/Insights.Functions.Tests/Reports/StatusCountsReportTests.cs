using Insights.Functions.Catalog;
using Insights.Functions.Reports;
using Xunit;

namespace Insights.Functions.Tests.Reports;

/// <summary>The counts, against the definition: each user looked up at each date.</summary>
public sealed class StatusCountsReportTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly UserStatus[] Statuses = Enum.GetValues<UserStatus>();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(13)]
    public void Counts_are_those_of_every_user_at_every_date(int dateCount)
    {
        var random = new Random(dateCount);
        for (var run = 0; run < 500; run++)
        {
            var users = Enumerable.Range(0, random.Next(6)).Select(_ => RandomUser(random)).ToArray();
            var dates = Enumerable.Range(0, dateCount).Select(hour => Start.AddHours(hour)).ToArray();
            var end = Start.AddHours(random.Next(10, 14));
            Assert.Equal(Shown(Definition(users, dates, end)), Shown(StatusCountsReport.Of(users, dates, Start, end)));
        }
    }

    [Fact]
    public void A_date_that_comes_twice_counts_twice()
    {
        // The two steps around a calendar day that the zone skips.
        var user = new User { Id = Guid.Empty, Username = "u", Statuses = [new(Start, UserStatus.Active), new(Start.AddHours(1), UserStatus.Dormant)] };
        var report = StatusCountsReport.Of([user], [Start, Start, Start.AddHours(1), Start.AddHours(1)], Start, Start.AddHours(2));
        Assert.Equal([1, 1, 0, 0], report["active"].Select(count => count.Count));
        Assert.Equal([0, 0, 1, 1], report["dormant"].Select(count => count.Count));
    }

    private static SortedDictionary<string, IReadOnlyList<StatusCount>> Definition(User[] users, DateTimeOffset[] dates, DateTimeOffset end)
    {
        var histories = users.Where(user => !(user.DeletedAt < Start))
            .Select(user => (user.DeletedAt, Changes: user.Statuses.Where(change => change.At <= end && !(user.DeletedAt < change.At)).ToArray()))
            .ToArray();
        var report = new SortedDictionary<string, IReadOnlyList<StatusCount>>(StringComparer.Ordinal);
        foreach (var status in histories.SelectMany(history => history.Changes).Select(change => change.Status).Distinct())
        {
            report.Add(UserStatusName.Of(status), [.. dates.Select(date => new StatusCount(date, histories.Count(history =>
                !(history.DeletedAt <= date) && history.Changes.LastOrDefault(change => change.At <= date)?.Status == status)))]);
        }

        return report;
    }

    private static User RandomUser(Random random) => new()
    {
        Id = Guid.NewGuid(),
        Username = "u",
        DeletedAt = random.Next(3) == 0 ? RandomTime(random) : null,
        Statuses =
        [
            .. Enumerable.Range(0, random.Next(6)).Select(_ => RandomTime(random)).Distinct().Order()
                .Select(at => new StatusChange(at, Statuses[random.Next(Statuses.Length)])),
        ],
    };

    // On a date as often as between two.
    private static DateTimeOffset RandomTime(Random random) => Start.AddMinutes(30 * random.Next(-6, 32));

    private static string Shown(SortedDictionary<string, IReadOnlyList<StatusCount>> report) =>
        string.Join('\n', report.Select(status => $"{status.Key}: {string.Join(' ', status.Value.Select(count => $"{count.Date:HH}={count.Count}"))}"));
}
