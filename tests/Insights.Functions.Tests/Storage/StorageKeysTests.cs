using Insights.Functions.Storage;
using Insights.Functions.Usage;
using Xunit;

namespace Insights.Functions.Tests.Storage;

/// <summary>A stored key is a contract: these literals must never change.</summary>
public sealed class StorageKeysTests
{
    private static readonly Guid Id = new("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9");
    private static readonly DateTimeOffset Instant = new(2026, 11, 22, 23, 45, 6, 789, TimeSpan.FromHours(-3));

    [Fact]
    public void A_usage_partition_is_a_template_and_a_UTC_day()
    {
        var key = StorageKeys.UsagePartition(Id, new DateOnly(2026, 11, 22));
        Assert.Equal("0a1b2c3d4e5f60718293a4b5c6d7e8f9_20261122", key);
        Assert.Equal((Id, new DateOnly(2026, 11, 22)), StorageKeys.ParseUsagePartition(key));
    }

    [Fact]
    public void A_delta_is_a_half_hour_and_a_message() =>
        Assert.Equal("h05-d-0a1b2c3d4e5f60718293a4b5c6d7e8f9", StorageKeys.Delta(HalfHour.Of(Instant), Id));

    [Fact]
    public void A_build_is_in_the_partition_of_its_template_and_UTC_month_by_time()
    {
        Assert.Equal("0a1b2c3d4e5f60718293a4b5c6d7e8f9_202611", StorageKeys.BuildPartition(Id, Instant));
        Assert.Equal("202611230245067890000_0a1b2c3d4e5f60718293a4b5c6d7e8f9", StorageKeys.Build(Instant, Id));
    }

    [Fact]
    public void An_app_is_the_digest_of_its_slug_so_that_no_user_text_is_a_key() =>
        Assert.Equal("ce1f5a00dea1541ca81f7cc57c912d9c", StorageKeys.App("a/slug#with?what\\keys%forbid"));

    [Fact]
    public void The_tables_and_queues_are_these()
    {
        Assert.Equal(["usage", "usageindex", "catalog", "builds", "workspaces", "apps"], StorageNames.Tables);
        Assert.Equal(["usage"], StorageNames.Queues);
    }
}
