using System.Net;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Ingest;
using Insights.Local.Azurite;
using Xunit;

namespace Insights.Functions.Tests.Access;

/// <summary>What cannot be read grants nothing.</summary>
public sealed class AccessOutageTests(StorageEmulator emulator)
{
    [Fact]
    public async Task Without_storage_nobody_is_let_in_by_what_was_known_more_than_a_minute_ago()
    {
        var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, azurite.ConnectionString(), CollectingApp.Without());
        var (_, known) = await TokenTests.NewServiceTokenAsync(app);
        var (_, unknown) = await TokenTests.NewServiceTokenAsync(app);
        await app.PostAsync("catalog", AccessWorld.Catalog());
        var user = await TokenTests.NewUserTokenAsync(app, "member");
        (await TokenTests.MeAsync(app, user)).AssertStatus(HttpStatusCode.OK);
        (await TokenTests.MeAsync(app, known)).AssertStatus(HttpStatusCode.OK);
        await azurite.DisposeAsync();

        (await TokenTests.MeAsync(app, known)).AssertStatus(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var answers = await Task.WhenAll(TokenTests.MeAsync(app, known), TokenTests.MeAsync(app, unknown), TokenTests.MeAsync(app, user));
        Assert.All(answers, answer => answer.AssertError(HttpStatusCode.ServiceUnavailable));
    }
}
