using Insights.Functions.Reports.Support;
using Xunit;

namespace Insights.Functions.Tests.Reports.Support;

/// <summary>Who uses little beside the others of his group.</summary>
public sealed class PeerMediansTests
{
    [Fact]
    public void A_quarter_of_the_median_of_five_who_are_active_is_little_and_a_second_more_is_not()
    {
        var medians = Of(new Dictionary<int, long> { [1] = 100, [2] = 101, [3] = 400, [4] = 500, [5] = 9000 }, [1, 2, 3, 4, 5, 6]);
        Assert.Equal(400, medians.Of(Id(1))!.Seconds);
        Assert.Null(medians.Of(Id(2)));
        Assert.Null(medians.Of(Id(6)));
    }

    [Fact]
    public void Four_are_no_group_to_be_compared_with() =>
        Assert.Null(Of(new Dictionary<int, long> { [1] = 1, [3] = 400, [4] = 500, [5] = 9000 }, [1, 2, 3, 4, 5]).Of(Id(1)));

    [Fact]
    public void Of_several_groups_that_with_the_highest_median_is_told()
    {
        var medians = Of(
            new Dictionary<int, long> { [1] = 60, [2] = 300, [3] = 300, [4] = 300, [5] = 300, [12] = 900, [13] = 900, [14] = 900, [15] = 900 },
            [1, 2, 3, 4, 5],
            [1, 12, 13, 14, 15]);
        Assert.Equal((900, Id(101)), (medians.Of(Id(1))!.Seconds, medians.Of(Id(1))!.Group.Id));
    }

    private static PeerMedians Of(Dictionary<int, long> seconds, params int[][] groups) => new(
        [.. groups.Select((members, number) => new PeerGroup(Id(100 + number), "group", [.. members.Select(Id)]))],
        seconds.ToDictionary(user => Id(user.Key), user => user.Value));

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);
}
