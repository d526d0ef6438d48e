using System.Net;
using DevelopmentHost;
using Insights.Local.Tests.Functions;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Local.Tests;

public sealed class HttpTests(Storage storage)
{
    private const string Id = "0123456789abcdef0123456789abcdef";
    private const string Dashed = "01234567-89ab-cdef-0123-456789abcdef";

    [Theory]
    [InlineData("GET", "/api/Named", 200, "Named GET")]
    [InlineData("DELETE", "/api/named", 200, "Named DELETE")]
    [InlineData("GET", $"/api/groups/blue/items/{Dashed}/7", 200, $"GET blue {Id} 7")]
    [InlineData("PUT", $"/api/groups/blue/items/{Dashed}", 200, $"PUT blue {Id} 0")]
    [InlineData("POST", $"/api/groups/blue/items/{Dashed}", 404, "")]
    [InlineData("GET", "/api/a/b?c=d", 200, "page a/b ?c=d")]
    [InlineData("GET", "/api", 200, "page  ")]
    [InlineData("GET", "/a/b", 404, "")]
    public async Task A_request_reaches_the_function_whose_route_it_matches(string method, string path, int status, string body)
    {
        await using var app = await StartAsync(["Named", "Item", "ZPage"]);

        using var response = await app.Http.SendAsync(new(new(method), path));

        Assert.Equal((status, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task An_exception_in_a_function_is_a_500_without_its_text()
    {
        await using var app = await StartAsync(["Throws"]);

        using var response = await app.Http.GetAsync("/api/throws");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Stopping_answers_requests_that_are_under_way()
    {
        var gate = new Gate();
        await using var app = await TestApp.StartAsync(storage.Connection, ["Waits"], null, services => services.AddSingleton(gate));
        var answer = app.Http.GetStringAsync("/api/waits");
        await Eventually.WithinAsync(gate.Entered.Task);

        var stopping = app.StopAsync();
        gate.Open.SetResult();

        Assert.Equal("Waits", await Eventually.WithinAsync(answer));
        await Eventually.WithinAsync(stopping);
    }

    [Fact]
    public async Task A_disabled_function_is_not_found()
    {
        await using var app = await StartAsync([]);

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/api/named")).StatusCode);
    }

    [Fact]
    public async Task The_route_of_the_first_name_wins_where_it_takes_the_method()
    {
        await using var app = await StartAsync(["OrderFirst", "orderSecond"]);

        Assert.Equal("first exact GET", await app.Http.GetStringAsync("/api/order/exact"));
        using var posted = await app.Http.PostAsync("/api/order/exact", null);
        Assert.Equal("second POST", await posted.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_disabled_function_hides_those_after_it_all_the_same()
    {
        await using var app = await StartAsync(["orderSecond"]);

        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.GetAsync("/api/order/exact")).StatusCode);
    }

    [Fact]
    public async Task A_preflight_of_another_origin_is_answered_without_a_function()
    {
        await using var app = await StartAsync(["Named"]);
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/named");
        preflight.Headers.Add("Origin", "https://example.com");
        preflight.Headers.Add("Access-Control-Request-Method", "GET");

        using var response = await app.Http.SendAsync(preflight);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task A_function_is_cancelled_when_its_client_goes_away()
    {
        var gate = new Gate();
        await using var app = await TestApp.StartAsync(storage.Connection, ["Waits"], null, services => services.AddSingleton(gate));
        using var leaving = new CancellationTokenSource();
        var answer = app.Http.GetStringAsync("/api/waits", leaving.Token);
        await Eventually.WithinAsync(gate.Entered.Task);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await Eventually.WithinAsync(gate.Cancelled.Task);
    }

    [Fact]
    public async Task A_route_that_the_host_keeps_stops_the_start()
    {
        var error = await Assert.ThrowsAsync<HostStartException>(() => StartAsync(["Named"], new() { ["http:routePrefix"] = "admin" }));

        Assert.Matches("^Function [A-Za-z]+: the route admin/[^ ]+ is reserved to the host.$", error.Message);
    }

    private Task<TestApp> StartAsync(string[] functions, Dictionary<string, string?>? settings = null) =>
        TestApp.StartAsync(storage.Connection, functions, settings);
}
