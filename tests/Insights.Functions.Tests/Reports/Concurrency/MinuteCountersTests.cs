using CsCheck;
using Insights.Functions.Reports.Concurrency;
using Xunit;

namespace Insights.Functions.Tests.Reports.Concurrency;

/// <summary>Counting sets of minutes across words is counting each minute.</summary>
public sealed class MinuteCountersTests
{
    private const int HalfHours = 3;

    private static readonly Gen<(int HalfHour, uint Minutes)[]> Sets =
        Gen.Select(Gen.Int[0, HalfHours - 1], Gen.OneOf(Gen.UInt[0, (1u << 30) - 1], Gen.Const((1u << 30) - 1), Gen.Const(1u << 29))).Array[0, 70];

    [Fact]
    public void The_highest_count_is_that_of_the_first_minute_with_most_sets() =>
        Sets.Sample(sets => Assert.Equal(Expected(sets), Counted(sets)));

    [Fact]
    public void Counters_add_up() =>
        Gen.Select(Sets, Sets).Sample((left, right) =>
        {
            var sum = Counters(left);
            sum.Add(Counters(right));
            Assert.Equal(Expected([.. left, .. right]), Enumerable.Range(0, HalfHours).Select(sum.Highest));
        });

    private static IEnumerable<(int, int)> Counted((int, uint)[] sets) => Enumerable.Range(0, HalfHours).Select(Counters(sets).Highest);

    private static MinuteCounters Counters((int HalfHour, uint Minutes)[] sets)
    {
        var counters = new MinuteCounters(HalfHours);
        foreach (var (halfHour, minutes) in sets)
        {
            counters.Add(halfHour, minutes);
        }

        return counters;
    }

    private static IEnumerable<(int, int)> Expected((int HalfHour, uint Minutes)[] sets) => Enumerable.Range(0, HalfHours).Select(halfHour =>
    {
        var counts = Enumerable.Range(0, 30).Select(minute => sets.Count(set => set.HalfHour == halfHour && (set.Minutes & (1u << minute)) != 0)).ToList();
        return (counts.Max(), counts.IndexOf(counts.Max()));
    });
}
