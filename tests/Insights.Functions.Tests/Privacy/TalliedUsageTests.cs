using System.Numerics;
using CsCheck;
using Insights.Functions.Privacy;
using Insights.Functions.Usage;
using Microsoft.Extensions.Options;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>What stands in the place of people, over random days.</summary>
public sealed class TalliedUsageTests
{
    [Fact]
    public void What_is_said_of_a_day_at_aggregated_is_the_same_before_and_after_it_was_tallied() =>
        Gen.Select(PrivacyGen.World, PrivacyGen.Question, Gen.Int[0, PrivacyGen.People]).Sample((world, question, known) =>
        {
            // Some of them the catalog knows; of the others nothing is said, before or after.
            var people = Enumerable.Range(0, known).Select(PrivacyGen.User).ToHashSet();
            var days = PrivacyGen.Days(world);
            return GivenAnswer.Of(PrivacyLevel.Aggregated, question, days, (user, _) => people.Contains(user)).Text
                == GivenAnswer.Of(PrivacyLevel.Aggregated, question, [.. days.Select(day => Tallied(day, people.Contains))], (_, _) => false).Text;
        }, iter: 1000);

    [Fact]
    public void A_tally_has_of_each_part_a_rounded_number_of_people_and_their_mean_minutes_and_nothing_of_what_few_did() =>
        PrivacyGen.World.Sample(world =>
        {
            var tallies = PrivacyGen.Days(world).ToDictionary(day => (Array.IndexOf(PrivacyGen.Templates, day.Template), day.Day), day => Tallied(day, _ => true).Usage);
            return world.GroupBy(part => (part.Template, part.At, part.Name)).All(part =>
            {
                var minutes = part.GroupBy(one => one.User).Select(user => BitOperations.PopCount(user.Aggregate(0u, (union, one) => union | one.Minutes))).ToArray();
                var counted = Minutes(tallies[(part.Key.Template, part.Key.At.Day)], part.Key.At, PrivacyGen.Names[part.Key.Name]);
                return minutes.Length < PrivacyGen.Floor ? counted.Length == 0
                    : counted.Length % PrivacyGen.Floor == 0 && counted.Length >= PrivacyGen.Floor && Math.Abs(counted.Length - minutes.Length) < PrivacyGen.Floor
                        && counted.Sum() == (int)Math.Round((double)minutes.Sum() * counted.Length / minutes.Length, MidpointRounding.AwayFromZero);
            });
        }, iter: 1000);

    [Fact]
    public void A_tally_is_the_same_whoever_of_the_day_did_what_and_nobody_of_the_day_is_in_it() =>
        Gen.Select(PrivacyGen.World, Gen.Shuffle(Enumerable.Range(0, PrivacyGen.People).ToArray())).Sample((world, swapped) =>
        {
            var tallies = PrivacyGen.Days(world).Select(day => Tallied(day, _ => true)).ToArray();
            var others = PrivacyGen.Days(world.Select(part => part with { User = swapped[part.User] })).Select(day => Tallied(day, _ => true)).ToArray();
            return tallies.Zip(others).All(pair => SegmentCodec.Encode(pair.First.Usage).AsSpan().SequenceEqual(SegmentCodec.Encode(pair.Second.Usage)))
                && !tallies.SelectMany(tally => tally.Usage.Users).Intersect(Enumerable.Range(0, PrivacyGen.People).Select(PrivacyGen.User)).Any()
                && tallies.All(tally => tally.Usage.Agents.Length == 0);
        }, iter: 500);

    [Fact]
    public void A_tallied_day_stays_as_it_is_at_every_level() =>
        Gen.Select(PrivacyGen.World, PrivacyGen.Question).Sample((world, question) => PrivacyGen.Days(world).Select(day => Tallied(day, _ => true)).All(day =>
            new[] { PrivacyLevel.Pseudonymous, PrivacyLevel.Aggregated }.All(level => PrivacyGen.Private(level, question, (_, _) => false).Of(day, apps: null) is var shown
                && shown.Floor == PrivacyGen.Floor && SegmentCodec.Encode(shown.Usage).AsSpan().SequenceEqual(SegmentCodec.Encode(day.Usage)))), iter: 200);

    [Fact]
    public void Counts_of_fewer_people_than_the_floor_is_by_now_are_not_shown()
    {
        GivenPart[] many = [.. Enumerable.Range(0, PrivacyGen.People).Select(user => new GivenPart(0, 20, 0, user, 0xff, 50))];
        var people = Assert.Single(PrivacyGen.Days(many));
        var question = new GivenQuestion(0, 48, 1, App: null);
        Assert.NotEqual(0, Tallied(people, _ => true, PrivacyGen.Floor - 1).BucketCount);
        foreach (var level in new[] { PrivacyLevel.Pseudonymous, PrivacyLevel.Aggregated })
        {
            var shown = PrivacyGen.Private(level, question);
            Assert.NotEqual(0, shown.Of(Tallied(people, _ => true, PrivacyGen.Floor + 1), apps: null).BucketCount);
            Assert.Equal(0, shown.Of(Tallied(people, _ => true, PrivacyGen.Floor - 1), apps: null).BucketCount);
        }
    }

    // As it is stored, and read again.
    private static TemplateDay Tallied(TemplateDay day, Func<Guid, bool> counts, int floor = PrivacyGen.Floor)
    {
        var crowd = new DayCrowd(Options.Create(new PrivacyOptions { GroupFloor = floor, Key = "the key of the tests, which nobody knows" }));
        return new TemplateDay(day.Template, day.Day, SegmentCodec.Decode(SegmentCodec.EncodeCompressed(crowd.Of(day.Template, day.Usage, counts)))) { Floor = crowd.Floor };
    }

    // How long each one of a segment used an application in a half-hour.
    private static int[] Minutes(UsageSegment segment, HalfHour halfHour, string name)
    {
        return
        [
            .. from bucket in Enumerable.Range(0, segment.BucketCount)
               where segment.HalfHours[bucket] == halfHour.Number
               from minutes in Of(segment.Sessions, segment.SessionNames, bucket).Concat(Of(segment.Apps, segment.AppNames, bucket))
               select minutes,
        ];

        IEnumerable<int> Of(MaskColumn column, string[] names, int bucket) =>
            from place in Enumerable.Range(column.Starts[bucket], column.CountOf(bucket))
            where names[column.Names[place]] == name
            select BitOperations.PopCount(column.Minutes[place]);
    }
}
