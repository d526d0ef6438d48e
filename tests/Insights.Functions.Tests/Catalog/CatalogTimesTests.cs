using System.Text.Json;
using Insights.Functions.Http;
using Insights.Functions.Ingest;
using Xunit;

namespace Insights.Functions.Tests.Catalog;

/// <summary>Times of the catalog: what a collector in Go never set comes as its zero time.</summary>
public sealed class CatalogTimesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 5, 14, 20, 0, TimeSpan.Zero);

    private const string Id = "00000000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("\"0001-01-01T00:00:00Z\"")]
    [InlineData("\"0001-01-01T00:00:00+00:00\"")]
    [InlineData("null")]
    public void A_time_that_was_never_set_is_absent(string time)
    {
        var items = Read($$"""
            {"users":[{"id":"{{Id}}","username":"u","status":"active","status_changed_at":{{time}},"created_at":{{time}}}],
             "templates":[{"id":"{{Id}}","name":"t","created_at":{{time}}}]}
            """);
        Assert.Null(items.Users[0].StatusChangedAt);
        Assert.Null(items.Users[0].CreatedAt);
        Assert.Null(items.Templates[0].CreatedAt);
    }

    [Fact]
    public void Any_other_time_is_taken()
    {
        var items = Read($$"""{"users":[{"id":"{{Id}}","username":"u","created_at":"0001-01-01T00:00:01Z","status_changed_at":"2026-11-05T01:00:00+01:00"}]}""");
        Assert.Equal(DateTimeOffset.MinValue.AddSeconds(1), items.Users[0].CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 11, 5, 0, 0, 0, TimeSpan.Zero), items.Users[0].StatusChangedAt);
    }

    private static CatalogItems Read(string json)
    {
        var validation = new Validation();
        var items = CatalogItems.Read(JsonDocument.Parse(json).RootElement, new EventTime(Now, TimeSpan.FromDays(180)), validation);
        validation.ThrowIfInvalid("The body is meant to be valid.");
        return items;
    }
}
