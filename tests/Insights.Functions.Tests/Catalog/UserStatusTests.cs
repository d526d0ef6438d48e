using System.Globalization;
using Insights.Functions.Catalog;
using Xunit;

namespace Insights.Functions.Tests.Catalog;

/// <summary>What the status history of a user becomes by what catalogs say.</summary>
public sealed class UserStatusTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 14, 20, 0, TimeSpan.Zero);

    [Fact]
    public void Changes_with_a_time_make_the_same_history_in_any_order()
    {
        string[] reports = ["01 active", "02 dormant", "03 dormant", "04 active", "05 suspended"];
        foreach (var order in Permutations(reports))
        {
            Assert.Equal(string.Join(", ", reports), Reported(order));
        }
    }

    [Theory]
    [InlineData("01 active, 03 active, 02 dormant", "01 active, 02 dormant, 03 active")]
    [InlineData("01 active, 01 dormant", "01 dormant")] // Of one instant, what was said last.
    [InlineData("02 active, 01 dormant, 02 dormant", "01 dormant, 02 dormant")]
    [InlineData("01 active, 01 active", "01 active")]
    [InlineData("01 active, now active", "01 active")]
    [InlineData("01 active, now dormant, now dormant", "01 active, 05 dormant")]
    [InlineData("02 active, 01 dormant, now active", "01 dormant, 02 active")]
    [InlineData("now active", "05 active")]
    [InlineData("now active, 01 active", "01 active, 05 active")]
    public void A_history_is_what_was_reported(string reports, string expected) => Assert.Equal(expected, Reported(reports.Split(", ")));

    [Fact]
    public void A_dated_catalog_that_is_sent_again_gives_the_same_deletion()
    {
        var suspended = new UserUpdate { Id = Guid.Empty, Username = "u", Status = "suspended", CreatedAt = Now.AddDays(-9), Deleted = false };
        var deleted = new UserUpdate { Id = Guid.Empty, Username = "u", Status = "suspended", StatusChangedAt = Now.AddDays(-2), Deleted = true };
        var once = User.Apply(User.Apply(null, suspended, Now), deleted, Now);
        var twice = User.Apply(User.Apply(once, suspended, Now.AddDays(1)), deleted, Now.AddDays(1));
        Assert.Equal(Now.AddDays(-2), once.DeletedAt);
        Assert.Equal((once.DeletedAt, string.Join(", ", once.Statuses)), (twice.DeletedAt, string.Join(", ", twice.Statuses)));
    }

    [Fact]
    public void A_first_status_without_a_time_is_that_of_the_creation()
    {
        var user = User.Apply(null, new UserUpdate { Id = Guid.Empty, Username = "u", Status = "active", CreatedAt = Now.AddDays(-3) }, Now);
        Assert.Equal([new StatusChange(Now.AddDays(-3), "active")], user.Statuses);
    }

    [Fact]
    public void A_status_that_is_reported_with_ever_new_times_does_not_fill_the_row()
    {
        var user = Apply(null, Now.AddDays(-90), "dormant");
        for (var minute = 0; minute < 3 * User.MaxStatuses; minute++)
        {
            user = Apply(user, Now.AddMinutes(minute - 100_000), "active");
            Assert.InRange(user.Statuses.Count, 1, User.MaxStatuses);
        }

        Assert.Equal([new StatusChange(Now.AddDays(-90), "dormant"), new StatusChange(Now.AddMinutes(-100_000), "active")], user.Statuses.Take(2));
    }

    [Fact]
    public void A_status_that_changes_all_the_time_keeps_its_latest_changes()
    {
        var user = Apply(null, Now, "active");
        for (var minute = 1; minute <= User.MaxStatuses + 10; minute++)
        {
            user = Apply(user, Now.AddMinutes(minute), minute % 2 == 0 ? "active" : "dormant");
        }

        Assert.Equal(User.MaxStatuses, user.Statuses.Count);
        Assert.Equal(Now.AddMinutes(11), user.Statuses[0].At);
    }

    private static string Reported(params IEnumerable<string> reports)
    {
        var user = reports.Aggregate((User?)null, (known, report) =>
        {
            var parts = report.Split(' ');
            return Apply(known, parts[0] == "now" ? null : At(int.Parse(parts[0], CultureInfo.InvariantCulture)), parts[1]);
        })!;
        return string.Join(", ", user.Statuses.Select(change => $"{(change.At == Now ? 5 : change.At.Day):00} {change.Status}"));
    }

    private static User Apply(User? known, DateTimeOffset? at, string status) =>
        User.Apply(known, new UserUpdate { Id = Guid.Empty, Username = "u", Status = status, StatusChangedAt = at }, Now);

    private static DateTimeOffset At(int day) => new(2026, 11, day, 0, 0, 0, TimeSpan.Zero);

    private static IEnumerable<string[]> Permutations(string[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((item, index) => Permutations([.. items[..index], .. items[(index + 1)..]]).Select(rest => (string[])[item, .. rest]));
}
