using Insights.Functions.Usage;

namespace Insights.Functions.Reports;

/// <summary>
/// A share of all users, by id: from one to before another. Reports keep nothing that spans users, so shares are scanned at once and
/// their figures added.
/// </summary>
/// <param name="first">The first id; null for no bound.</param>
/// <param name="end">The first id after it; null for no bound.</param>
internal sealed class UserShare(Guid? first, Guid? end)
{
    /// <summary>Below how many buckets sharing costs more than it saves.</summary>
    private const int WorthSharing = 20_000;

    /// <summary>The places of the share's users among users in order: from, and to before.</summary>
    public (int First, int End) Of(Guid[] users) => (
        first is { } low ? PlaceOf(users, low) : 0,
        end is { } high ? PlaceOf(users, high) : users.Length);

    /// <summary>As many shares as there are processors, or one where there is little to do; about equal by the largest segment.</summary>
    /// <param name="days">The usage, or the first of it.</param>
    /// <param name="areAll">Whether it is all.</param>
    public static UserShare[] Split(IReadOnlyCollection<TemplateDay> days, bool areAll)
    {
        var buckets = days.Sum(day => (long)day.BucketCount);
        var shares = Math.Min(Environment.ProcessorCount, areAll ? buckets / WorthSharing : buckets);
        var users = days.MaxBy(day => day.Users.Length)?.Users ?? [];
        if (shares < 2 || users.Length < shares)
        {
            return [new UserShare(null, null)];
        }

        var bounds = Enumerable.Range(1, (int)shares - 1).Select(share => (Guid?)users[users.Length * share / shares]).ToArray();
        Guid?[] firsts = [null, .. bounds];
        Guid?[] ends = [.. bounds, null];
        return [.. firsts.Zip(ends, (from, to) => new UserShare(from, to))];
    }

    private static int PlaceOf(Guid[] users, Guid user) => Array.BinarySearch(users, user) is var place && place < 0 ? ~place : place;
}
