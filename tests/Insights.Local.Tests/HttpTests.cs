using System.Net;
using Insights.Local.Hosting;
using Insights.Local.Tests.Functions;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Local.Tests;

public sealed class HttpTests(Storage storage)
{
    private const string Id = "0123456789abcdef0123456789abcdef";
    private const string Dashed = "01234567-89ab-cdef-0123-456789abcdef";

    [Theory]
    [InlineData("GET", "/v1/Named", 200, "Named GET")]
    [InlineData("DELETE", "/v1/named", 200, "Named DELETE")]
    [InlineData("GET", $"/v1/groups/blue/items/{Dashed}/7", 200, $"GET blue {Id} 7")]
    [InlineData("PUT", $"/v1/groups/blue/items/{Dashed}", 200, $"PUT blue {Id} 0")]
    [InlineData("POST", $"/v1/groups/blue/items/{Dashed}", 405, "")]
    [InlineData("GET", "/v1/a/b?c=d", 200, "page a/b ?c=d")]
    [InlineData("GET", "/v1", 200, "page  ")]
    [InlineData("GET", "/a/b", 404, "")]
    public async Task A_request_reaches_the_function_whose_route_it_matches(string method, string path, int status, string body)
    {
        await using var app = await StartAsync(["Named", "Item", "Page"], new() { ["http:routePrefix"] = "v1" });

        using var response = await app.Http.SendAsync(new(new(method), path));

        Assert.Equal((status, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData(null, "/api/any")]
    [InlineData("", "/")]
    [InlineData("", "/any")]
    public async Task The_route_prefix_is_api_unless_host_json_has_another(string? prefix, string path)
    {
        var settings = prefix is null ? null : new Dictionary<string, string> { ["http:routePrefix"] = prefix };
        await using var app = await StartAsync(["Page"], settings);

        Assert.StartsWith("page", await app.Http.GetStringAsync(path), StringComparison.Ordinal);
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
        await using var app = await TestApp.StartAsync(storage.Connection, ["Waits"], null, app => app.Services.AddSingleton(gate));
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
    public async Task A_route_that_the_real_host_keeps_stops_the_start()
    {
        var error = await Assert.ThrowsAsync<LocalRuntimeException>(() => StartAsync(["Named"], new() { ["http:routePrefix"] = "admin" }));

        Assert.Equal("Function Named: the route admin/Named is reserved to the real host.", error.Message);
    }

    private Task<TestApp> StartAsync(string[] functions, Dictionary<string, string>? settings = null) =>
        TestApp.StartAsync(storage.Connection, functions, settings);
}
