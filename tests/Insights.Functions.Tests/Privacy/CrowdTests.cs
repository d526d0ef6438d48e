using System.Numerics;
using CsCheck;
using Insights.Functions.Privacy;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>What the crowd costs in exactness, and what it keeps.</summary>
public sealed class CrowdTests
{
    private const string Secret = "the key of the tests, which nobody knows";

    [Fact]
    public void Counts_that_are_multiples_of_the_floor_and_their_minutes_are_exact() =>
        Gen.Select(Gen.Int[1, 3], Gen.UInt[1, (1u << 30) - 1].Array[PrivacyGen.People], Gen.Int[0, 3]).Sample((groups, minutes, name) =>
        {
            var people = groups * PrivacyGen.Floor;
            GivenPart[] parts = [.. Enumerable.Range(0, people).Select(user => new GivenPart(0, 20, name, user, minutes[user], 50))];
            var crowd = Crowded(parts);
            return crowd.Users.Length == people && Sum(crowd) == parts.Sum(part => BitOperations.PopCount(part.Minutes));
        });

    [Fact]
    public void A_count_is_rounded_to_a_neighbouring_multiple_and_right_on_average()
    {
        var key = new PrivacyKey(Secret);
        for (var count = 5; count <= 20; count++)
        {
            var rounded = Enumerable.Range(0, 2000).Select(time => key.Round(count, 5, PrivacyGen.Templates[0], time, "any")).ToArray();
            Assert.All(rounded, number => Assert.True(number % 5 == 0 && Math.Abs(number - count) < 5 && number >= 5));
            Assert.InRange(rounded.Average(), count - 0.3, count + 0.3);
        }
    }

    [Fact]
    public void A_rounding_is_drawn_once_and_for_ever_and_otherwise_under_another_key()
    {
        var (one, same, other) = (new PrivacyKey(Secret), new PrivacyKey(Secret), new PrivacyKey(Secret + "!"));
        var rounded = Enumerable.Range(0, 100).Select(time => one.Round(7, 5, PrivacyGen.Templates[0], time, "any")).ToArray();
        Assert.Equal(rounded, Enumerable.Range(0, 100).Select(time => same.Round(7, 5, PrivacyGen.Templates[0], time, "any")));
        Assert.NotEqual(rounded, Enumerable.Range(0, 100).Select(time => other.Round(7, 5, PrivacyGen.Templates[0], time, "any")));
        Assert.Equal(
            one.PseudonymOf(Guid.Empty, 1, 2, PrivacyGen.User(1)), same.PseudonymOf(Guid.Empty, 1, 2, PrivacyGen.User(1)));
        Assert.Equal(
            5,
            new[]
            {
                one.PseudonymOf(Guid.Empty, 1, 2, PrivacyGen.User(1)), other.PseudonymOf(Guid.Empty, 1, 2, PrivacyGen.User(1)), one.PseudonymOf(Guid.Empty, 1, 3, PrivacyGen.User(1)),
                one.PseudonymOf(PrivacyGen.Templates[0], 1, 2, PrivacyGen.User(1)), one.PseudonymOf(Guid.Empty, 1, 2, PrivacyGen.User(2)),
            }.Distinct().Count());
    }

    [Fact]
    public void The_minutes_of_a_crowd_of_a_hundred_are_those_of_the_people_to_a_few_hundredths()
    {
        // 100 people over a day: most use an editor, a third a terminal too, at the same time or not.
        var random = new Random(7);
        GivenPart[] parts =
        [
            .. from user in Enumerable.Range(0, 100)
               from halfHour in Enumerable.Range(16, 20)
               where random.NextDouble() < 0.6
               from part in new[]
               {
                   new GivenPart(0, halfHour, 0, user, (uint)random.Next(1, 1 << 30), 50),
                   new GivenPart(0, halfHour, 1, random.NextDouble() < 0.3 ? user : -1, (uint)random.Next(1, 1 << 30), 50),
               }
               where part.User >= 0
               select part,
        ];
        var (truth, crowd) = (PrivacyGen.Days(parts)[0].Usage, Crowded(parts));
        Assert.InRange((double)Sum(crowd) / Sum(truth), 0.97, 1.03);
        Assert.InRange(crowd.Users.Length, 100, 100);
        Assert.InRange((double)crowd.BucketCount / truth.BucketCount, 0.97, 1.03);
    }

    [Theory]
    [InlineData(6, 0.15, 0.45)]
    [InlineData(10, 0.70, 0.90)]
    [InlineData(20, 0.85, 0.97)]
    [InlineData(100, 0.99, 1.00)]
    public void What_the_floor_leaves_of_a_team(int people, double least, double most)
    {
        // Everybody is there in six of ten half-hours of a long working day, in an editor, and in three of ten of these in a terminal too.
        var random = new Random(people);
        GivenPart[] parts =
        [
            .. from user in Enumerable.Range(0, people)
               from halfHour in Enumerable.Range(0, 48)
               where random.NextDouble() < 0.6
               from name in random.NextDouble() < 0.3 ? new[] { 0, 1 } : [0]
               select new GivenPart(0, halfHour, name, user, (uint)random.Next(1, 1 << 30), 50),
        ];
        var truth = PrivacyGen.Days(parts)[0].Usage;
        Assert.InRange((double)Sum(PeopleFloor.Of(truth, _ => true, floor: 5)) / Sum(truth), least, most);
    }

    private static long Sum(UsageSegment segment) => segment.Used.Sum(used => (long)BitOperations.PopCount(used));

    private static UsageSegment Crowded(GivenPart[] parts) =>
        PrivacyGen.Private(PrivacyLevel.Aggregated, new GivenQuestion(0, 48, 1, null)).Of(PrivacyGen.Days(parts)[0], apps: null).Usage;
}
