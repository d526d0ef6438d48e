using CsCheck;
using Insights.Functions.Privacy;
using Insights.Functions.Reports;
using Insights.Functions.Reports.Connection;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>What two answers differ by is never what fewer people did than the floor.</summary>
public sealed class DifferencingTests
{
    public static TheoryData<PrivacyLevel> Levels { get; } = [PrivacyLevel.Pseudonymous, PrivacyLevel.Aggregated];

    [Theory]
    [MemberData(nameof(Levels))]
    public void Two_questions_that_differ_by_fewer_people_than_the_floor_have_one_answer(PrivacyLevel level)
    {
        var (isolating, differing) = (0, 0);
        Gen.Select(PrivacyGen.World, PrivacyGen.Question, PrivacyGen.Question).Sample((world, one, other) =>
        {
            var between = world.Where(part => one.Has(part) != other.Has(part)).Select(part => part.User).Distinct().Count();
            var withLatency = one.App is null && other.App is null;
            var (first, second) = (Figures(level, one, world, withLatency), Figures(level, other, world, withLatency));
            Interlocked.Add(ref isolating, between is > 0 and < PrivacyGen.Floor ? 1 : 0);
            Interlocked.Add(ref differing, first != second ? 1 : 0);
            return between >= PrivacyGen.Floor || first == second;
        }, iter: 4000);
        Assert.True(isolating > 50, $"Only {isolating} pairs of questions would have told fewer people apart.");
        Assert.True(differing > 500, $"Only {differing} pairs of answers differ.");
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void What_few_people_did_alone_changes_no_answer(PrivacyLevel level) =>
        Gen.Select(PrivacyGen.World, PrivacyGen.World, PrivacyGen.Question, Gen.Int[1, PrivacyGen.Floor - 1]).Sample((world, others, question, few) =>
        {
            // Parts that nobody else has, or that stay below the floor with them, of people who are there anyway.
            var there = world.GroupBy(part => (part.Template, part.HalfHour, part.Name)).ToDictionary(part => part.Key, part => part.Select(one => one.User).ToHashSet());
            var added = others.Where(part => part.User < few && !there.ContainsKey((part.Template, part.HalfHour, part.Name))
                && !world.Any(one => one.User == part.User && one.HalfHour == part.HalfHour)).ToArray();
            return GivenAnswer.Of(level, question, PrivacyGen.Days(world)).Text == GivenAnswer.Of(level, question, PrivacyGen.Days([.. world, .. added])).Text;
        }, iter: 2000);

    [Fact]
    public void An_aggregated_answer_is_the_same_whoever_of_a_day_did_what() =>
        Gen.Select(PrivacyGen.World, PrivacyGen.Question, Gen.Shuffle(Enumerable.Range(0, PrivacyGen.People).ToArray())).Sample((world, question, swapped) =>
        {
            // Of each day and template the people change places: each of them lives on as another one the next day, or with the other template.
            var exchanged = world.GroupBy(part => (part.Template, part.At.Day)).SelectMany(day =>
            {
                var people = day.Select(part => part.User).Distinct().Order().ToArray();
                var order = swapped.Where(people.Contains).ToArray();
                return day.Select(part => part with { User = order[Array.IndexOf(people, part.User)] });
            });
            return GivenAnswer.Of(PrivacyLevel.Aggregated, question, PrivacyGen.Days(world)).Text == GivenAnswer.Of(PrivacyLevel.Aggregated, question, PrivacyGen.Days(exchanged)).Text;
        }, iter: 1000);

    [Theory]
    [MemberData(nameof(Levels))]
    public void Which_minutes_of_a_half_hour_somebody_was_there_changes_no_answer(PrivacyLevel level) =>
        Gen.Select(PrivacyGen.World, PrivacyGen.Question, Gen.Int[0, 29].Array[PrivacyGen.People]).Sample((world, question, turns) =>
        {
            var turned = world.Select(part => part with { Minutes = ((part.Minutes << turns[part.User]) | (part.Minutes >> (30 - turns[part.User]))) & ((1u << 30) - 1) });
            return GivenAnswer.Of(level, question, PrivacyGen.Days(world)).Text == GivenAnswer.Of(level, question, PrivacyGen.Days(turned)).Text;
        }, iter: 1000);

    [Fact]
    public void Every_count_in_an_aggregated_answer_is_a_multiple_of_the_floor() =>
        Gen.Select(PrivacyGen.World, PrivacyGen.Question).Sample((world, question) =>
        {
            var answer = GivenAnswer.Of(PrivacyLevel.Aggregated, question, PrivacyGen.Days(world));
            return answer.People.Concat(answer.Measured).All(count => count % PrivacyGen.Floor == 0);
        }, iter: 1000);

    // How many latencies of pseudonyms lie in a cell of a histogram is no count of people: each pseudonym's are shown one by one.
    [Fact]
    public void Every_count_of_people_in_a_pseudonymous_answer_is_none_or_at_least_the_floor() =>
        Gen.Select(PrivacyGen.World, PrivacyGen.Question).Sample(
            (world, question) => GivenAnswer.Of(PrivacyLevel.Pseudonymous, question, PrivacyGen.Days(world)).People.All(people => people is 0 or >= PrivacyGen.Floor), iter: 1000);

    [Theory]
    [MemberData(nameof(Levels))]
    public void People_who_do_not_count_lift_nobody_over_the_floor(PrivacyLevel level) =>
        Gen.Select(PrivacyGen.World, PrivacyGen.World, PrivacyGen.Question).Sample((world, invented, question) =>
        {
            var made = invented.Select(part => part with { User = part.User + PrivacyGen.People });
            var real = Enumerable.Range(0, PrivacyGen.People).Select(PrivacyGen.User).ToHashSet();
            return GivenAnswer.Of(level, question, PrivacyGen.Days(world)).Text
                == GivenAnswer.Of(level, question, PrivacyGen.Days([.. world, .. made]), (user, _) => real.Contains(user)).Text;
        }, iter: 1000);

    // A question about one application has no latencies, so they are compared where neither is.
    private static string Figures(PrivacyLevel level, GivenQuestion question, GivenPart[] world, bool withLatency)
    {
        var (safe, range) = (question.Ask(PrivacyGen.Private(level, question), PrivacyGen.Days(world)), question.Range);
        var overview = OverviewReport.Of(safe, range, []);
        var templates = TemplatesReport.Of(safe, range, new([]), []);
        var users = ActivityReport.Of(safe, range).Users.Select(user => user.Seconds).Order();
        var latency = withLatency ? ConnectionReport.Of(safe, range, [], TimeZoneInfo.Utc, _ => null).All.ToString() : "";
        return $"{overview.ActiveUsers} {overview.Seconds} {string.Join(' ', templates.Builtin.Select(app => app.Seconds))} {string.Join(' ', users)} {latency}";
    }
}
