using Insights.Coder.Items;
using Insights.Coder.Sending;
using Insights.Coder.Tests.Api;
using Insights.Coder.Tests.World;
using Insights.Functions.Sources;
using Insights.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Insights.Coder.Tests;

/// <summary>A source whose Coder has more users than the catalog may have leaves out those, says so, and goes on.</summary>
public sealed class FullCatalogTests(StorageEmulator storage)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_there_is_no_room_for_is_left_out_and_the_rest_goes_on(bool overHttp)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var app = await InsightsApp.StartAsync(
            storage, Times.Now, settings: new Dictionary<string, string?> { ["Insights:Catalog:MaxUsers"] = "2" });
        using var client = new HttpClient { BaseAddress = app.Http.BaseAddress };
        var log = new LogLines();
        var sender = new Sender(
            overHttp
                ? new HttpSink(client, _ => Task.FromResult(InsightsApp.Token), new ImpatientClock(), NullLogger<HttpSink>.Instance)
                : app.Services.GetRequiredService<DirectSink>(),
            log.LoggerOf<Sender>());

        Assert.Equal(new SendCount(1, 0), await sender.SendAsync(IngestList.Users, [User("ann")], cancel));
        Assert.Equal(new SendCount(2, 2), await sender.SendAsync(IngestList.Users, [User("bob"), User("cid"), User("dan"), User("ann")], cancel));
        Assert.Equal(new SendCount(1, 0), await sender.SendAsync(IngestList.Groups, [new GroupItem(Guid.NewGuid(), "all", "", Guid.NewGuid(), [])], cancel));

        Assert.Equal(["ann", "bob"], (await app.GetAsync("/api/v2/users"))["users"]!.AsArray().Select(user => (string)user!["username"]!));
        Assert.Contains("The catalog is full (Insights__Catalog__MaxUsers", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    private static UserItem User(string name) => new(new Guid(name[0], 0, 0, new byte[8]), name);
}
