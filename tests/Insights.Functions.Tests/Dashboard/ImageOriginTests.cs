using System.Net;
using Insights.Functions.Dashboard;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Http;
using Insights.Functions.Tests.Ingest;
using Microsoft.Extensions.Options;
using Xunit;

namespace Insights.Functions.Tests.Dashboard;

/// <summary>Icons and pictures are loaded from the origins that the settings name, and from no other.</summary>
public sealed class ImageOriginTests(StorageEmulator emulator)
{
    [Fact]
    public async Task The_page_may_load_pictures_of_the_origins_and_is_told_which()
    {
        var settings = CollectingApp.Without();
        settings["Insights:Dashboard:ImageOrigins"] = "https://coder.example.com/, https://Avatars.example.com:8443 https://coder.example.com";
        await using var app = await InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: settings);
        using var page = await app.SendAsync(HttpMethod.Get, "/");
        Assert.Contains(
            "; img-src 'self' data: https://coder.example.com https://avatars.example.com:8443; ",
            Assert.Single(page.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal);
        var me = (await ApiAnswer.GetAsync(app, "/api/v2/users/me")).AssertStatus(HttpStatusCode.OK).Body;
        Assert.Equal("""["https://coder.example.com","https://avatars.example.com:8443"]""", me["image_origins"]!.ToJsonString());
    }

    [Theory]
    [InlineData("http://coder.example.com")]
    [InlineData("https://coder.example.com/icons")]
    [InlineData("https://coder.example.com?a")]
    [InlineData("https://coder.example.com#a")]
    [InlineData("https://somebody@coder.example.com")]
    [InlineData("https://*.example.com")]
    [InlineData("https://coder.example.com;script-src")]
    [InlineData("coder.example.com")]
    [InlineData("data:")]
    [InlineData("*")]
    public async Task What_is_no_origin_is_refused_at_start(string setting)
    {
        var settings = CollectingApp.Without();
        settings["Insights:Dashboard:ImageOrigins"] = $"https://coder.example.com, {setting}";
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => InsightsApp.StartAsync(emulator, CollectingApp.Now, settings: settings));
        Assert.Contains($"\"{setting}\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_on_this_machine_need_no_https() =>
        Assert.Equal(["http://127.0.0.1:3000"], new DashboardOptions { ImageOrigins = "http://127.0.0.1:3000" }.ListOrigins());
}
