using Azure;
using Insights.Functions.Aggregation;
using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace Insights.Functions.Tests.Aggregation;

/// <summary>Which loose partitions are due for a pass comes from what is stored of them alone.</summary>
public sealed class DispatchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 10, 8, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-10, null, null, true)] // nobody has looked at it yet
    [InlineData(-10, -5, 120, false)] // looked at a moment ago
    [InlineData(-10, -61, 120, true)] // an hour ago, and written to since
    [InlineData(-70, -61, 120, true)] // its writers may have gone on for a while after they said so
    [InlineData(-90, -61, 120, false)] // nothing new since the last pass, nothing to settle or seal
    [InlineData(-90, -61, 0, true)] // nothing new, but what is there is to be settled or sealed
    [InlineData(-90, -30, 0, false)] // due, but looked at within the interval
    public void A_partition_is_due_when_it_may_have_news_or_something_to_settle_or_seal(int touched, int? begun, int? due, bool expected)
    {
        var partition = new LoosePartition(
            Guid.NewGuid(), new DateOnly(2026, 10, 8), At(touched)!.Value, At(begun), At(due), ETag.All);
        var dispatcher = new MaintenanceDispatcher(
            null!, null!, null!, TimeProvider.System, Options.Create(new AggregationOptions()), Options.Create(new UsageOptions()), NullLogger<MaintenanceDispatcher>.Instance);
        Assert.Equal(expected, dispatcher.IsDue(partition, Noon));
    }

    private static DateTimeOffset? At(int? minutes) => minutes is { } value ? Noon.AddMinutes(value) : null;
}
