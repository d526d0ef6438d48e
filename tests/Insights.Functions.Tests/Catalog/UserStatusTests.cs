using System.Globalization;
using System.Text.Json;
using Insights.Functions.Catalog;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
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
        var suspended = new UserUpdate { Id = Guid.Empty, Username = "u", Status = UserStatus.Suspended, CreatedAt = Now.AddDays(-9), Deleted = false };
        var deleted = new UserUpdate { Id = Guid.Empty, Username = "u", Status = UserStatus.Suspended, StatusChangedAt = Now.AddDays(-2), Deleted = true };
        var once = User.Apply(User.Apply(null, suspended, Now), deleted, Now);
        var twice = User.Apply(User.Apply(once, suspended, Now.AddDays(1)), deleted, Now.AddDays(1));
        Assert.Equal(Now.AddDays(-2), once.DeletedAt);
        Assert.Equal((once.DeletedAt, string.Join(", ", once.Statuses)), (twice.DeletedAt, string.Join(", ", twice.Statuses)));
    }

    [Fact]
    public void A_first_status_without_a_time_is_that_of_the_creation()
    {
        var user = User.Apply(null, new UserUpdate { Id = Guid.Empty, Username = "u", Status = UserStatus.Active, CreatedAt = Now.AddDays(-3) }, Now);
        Assert.Equal([new StatusChange(Now.AddDays(-3), UserStatus.Active)], user.Statuses);
    }

    [Fact]
    public void A_status_that_is_reported_with_ever_new_times_does_not_fill_the_row()
    {
        var user = Apply(null, Now.AddDays(-90), UserStatus.Dormant);
        for (var minute = 0; minute < 3 * User.MaxStatuses; minute++)
        {
            user = Apply(user, Now.AddMinutes(minute - 100_000), UserStatus.Active);
            Assert.InRange(user.Statuses.Count, 1, User.MaxStatuses);
        }

        Assert.Equal([new StatusChange(Now.AddDays(-90), UserStatus.Dormant), new StatusChange(Now.AddMinutes(-100_000), UserStatus.Active)], user.Statuses.Take(2));
    }

    [Fact]
    public void A_status_that_changes_all_the_time_keeps_its_latest_changes()
    {
        var user = Apply(null, Now.AddMinutes(-100_000), UserStatus.Active);
        for (var minute = 1; minute <= User.MaxStatuses + 10; minute++)
        {
            user = Apply(user, Now.AddMinutes(minute - 100_000), minute % 2 == 0 ? UserStatus.Active : UserStatus.Dormant);
        }

        Assert.Equal(User.MaxStatuses, user.Statuses.Count);
        Assert.Equal(Now.AddMinutes(11 - 100_000), user.Statuses[0].At);
    }

    [Fact]
    public void What_holds_is_the_last_change_at_or_before_now()
    {
        var user = Apply(Apply(null, Now.AddDays(-1), UserStatus.Active), Now.AddMinutes(5), UserStatus.Suspended);
        Assert.Equal(
            [UserStatus.Active, UserStatus.Active, UserStatus.Active, UserStatus.Suspended, UserStatus.Suspended],
            ((double[])[-9999, -1, 4.99, 5, 6]).Select(minutes => user.StatusAt(Now.AddMinutes(minutes))));
        Assert.Equal([true, false], ((int[])[4, 5]).Select(minutes => user.IsActiveAt(Now.AddMinutes(minutes))));

        // Who is suspended without a date meanwhile is so from now on.
        Assert.False(Apply(user, at: null, UserStatus.Suspended).IsActiveAt(Now));
    }

    [Fact]
    public void A_change_of_the_far_future_that_was_stored_before_times_were_bounded_holds_up_nothing()
    {
        var user = new User { Id = Guid.Empty, Username = "u", Statuses = [new(Now.AddDays(-1), UserStatus.Active), new(Now.AddYears(74), UserStatus.Active)] };
        Assert.True(user.IsActiveAt(Now));
        Assert.False(Apply(user, at: null, UserStatus.Suspended).IsActiveAt(Now));
        Assert.False(Apply(user, Now.AddMinutes(-1), UserStatus.Suspended).IsActiveAt(Now));
        Assert.Equal(2, Apply(user, Now, UserStatus.Suspended).Statuses.Count);
        Assert.Equal(UsageOptions.ClockTolerance, User.MaxAhead);
    }

    [Theory]
    [InlineData("active", UserStatus.Active)]
    [InlineData("SUSPENDED", UserStatus.Suspended)]
    [InlineData(" suspended\t", UserStatus.Suspended)]
    [InlineData("blocked", UserStatus.Suspended)]
    [InlineData("", UserStatus.Suspended)]
    public void A_stored_word_that_is_no_status_lets_nobody_in(string stored, UserStatus expected)
    {
        var json = $$"""{"id":"{{Guid.Empty}}","username":"u","statuses":[{"at":"2026-11-01T00:00:00+00:00","status":"{{stored.Replace("\t", "\\t", StringComparison.Ordinal)}}"}]}""";
        var user = JsonSerializer.Deserialize(json, CatalogJson.Default.User)!;
        Assert.Equal(expected, user.StatusAt(Now));
        Assert.Contains($"\"status\":\"{UserStatusName.Of(expected)}\"", JsonSerializer.Serialize(user, CatalogJson.Default.User), StringComparison.Ordinal);
    }

    private static string Reported(params IEnumerable<string> reports)
    {
        var user = reports.Aggregate((User?)null, (known, report) =>
        {
            var parts = report.Split(' ');
            return Apply(known, parts[0] == "now" ? null : At(int.Parse(parts[0], CultureInfo.InvariantCulture)), UserStatusName.Parse(parts[1])!.Value);
        })!;
        return string.Join(", ", user.Statuses.Select(change => $"{(change.At == Now ? 5 : change.At.Day):00} {UserStatusName.Of(change.Status)}"));
    }

    private static User Apply(User? known, DateTimeOffset? at, UserStatus status) =>
        User.Apply(known, new UserUpdate { Id = Guid.Empty, Username = "u", Status = status, StatusChangedAt = at }, Now);

    private static DateTimeOffset At(int day) => new(2026, 11, day, 0, 0, 0, TimeSpan.Zero);

    private static IEnumerable<string[]> Permutations(string[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany((item, index) => Permutations([.. items[..index], .. items[(index + 1)..]]).Select(rest => (string[])[item, .. rest]));
}
