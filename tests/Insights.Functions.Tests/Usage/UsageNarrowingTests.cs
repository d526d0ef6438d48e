using CsCheck;
using Insights.Functions.Reports;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Usage;

/// <summary>What is narrowed is usage like any other.</summary>
public sealed class UsageNarrowingTests
{
    private static readonly string[] Names = ["vscode", "ssh", "session:zed", "emacs_daemon", "unknown", "code-server", "8080", AppMinutes.Terminal, "nosuch"];
    private static readonly Gen<string[]> Choices = Gen.Bool.Array[Names.Length].Select(chosen => Names.Where((_, name) => chosen[name]).ToArray());
    private static readonly ReportRange All = new(new HalfHour(0), new HalfHour(HalfHour.MaxNumber));

    [Fact]
    public void It_has_the_buckets_that_have_a_minute_of_what_is_chosen_and_those_minutes_alone() =>
        Gen.Select(UsageGen.Segments, Choices).Sample((segment, names) =>
        {
            var choice = AppChoice.Of(names);
            var expected = Minutes(segment)
                .Where(one => one.IsSession ? segment.Connected[one.Bucket] && choice.HasSession(one.Name) : choice.HasApp(one.Name))
                .Select(one => one.Minute);
            var narrowed = new UsageNarrowing(null, choice).Of(segment);
            Assert.Equal(expected.Order(), Minutes(narrowed).Select(one => one.Minute).Order());
            Assert.All(narrowed.Used, minutes => Assert.NotEqual(0u, minutes));
        });

    [Fact]
    public void It_has_the_users_that_are_chosen_and_all_of_theirs() =>
        Gen.Select(UsageGen.Segments, Gen.Bool.Array[4]).Sample((segment, chosen) =>
        {
            Guid[] users = [.. segment.Users.Where((_, user) => chosen[user % 4]), Guid.Empty];
            var day = new TemplateDay(UsageGen.Template, DateOnly.MinValue, segment);
            var all = ActivityReport.Of([day], All).Users.Where(user => users.Contains(user.UserId)).ToArray();
            var narrowed = ActivityReport.Of([day with { Narrowing = new UsageNarrowing([.. users.Distinct().Order()], null) }], All).Users;
            Assert.Equal(all.Select(user => (user.UserId, user.Seconds)), narrowed.Select(user => (user.UserId, user.Seconds)));
        });

    [Fact]
    public void The_latency_of_a_bucket_is_that_of_all_of_it_whether_it_is_settled_or_not() =>
        Gen.Select(UsageGen.Segments, Choices).Sample((segment, names) =>
        {
            var narrowing = new UsageNarrowing(null, AppChoice.Of(names));
            var (before, after) = (narrowing.Of(segment), narrowing.Of(SegmentEdits.Settle(segment, final: true)));
            Assert.Equal(before.HalfHours, after.HalfHours);
            Assert.Equal(before.Medians, after.Medians);
        });

    [Fact]
    public void Narrowing_twice_is_narrowing_once() =>
        Gen.Select(UsageGen.Segments, Choices).Sample((segment, names) =>
        {
            var narrowing = new UsageNarrowing(null, AppChoice.Of(names));
            var (once, twice) = (narrowing.Of(segment), narrowing.Of(narrowing.Of(segment)));
            Assert.Equal(SegmentCodec.Encode(once), SegmentCodec.Encode(twice));
        });

    private static IEnumerable<(int Bucket, bool IsSession, string Name, (Guid User, int HalfHour, bool IsSession, string Name, uint Bits) Minute)> Minutes(UsageSegment segment)
    {
        for (var user = 0; user < segment.Users.Length; user++)
        {
            for (var bucket = segment.UserStarts[user]; bucket < segment.UserStarts[user + 1]; bucket++)
            {
                for (var i = segment.Sessions.Starts[bucket]; i < segment.Sessions.Starts[bucket + 1]; i++)
                {
                    var name = segment.SessionNames[segment.Sessions.Names[i]];
                    yield return (bucket, true, name, (segment.Users[user], segment.HalfHours[bucket], true, name, segment.Sessions.Minutes[i]));
                }

                for (var i = segment.Apps.Starts[bucket]; i < segment.Apps.Starts[bucket + 1]; i++)
                {
                    var name = segment.AppNames[segment.Apps.Names[i]];
                    yield return (bucket, false, name, (segment.Users[user], segment.HalfHours[bucket], false, name, segment.Apps.Minutes[i]));
                }
            }
        }
    }
}
