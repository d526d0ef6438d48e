using System.Text.Json;
using DevelopmentHost.Http;
using DevelopmentHost.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Local.Tests;

/// <summary>Which function a request reaches. (What the worker reads of host.json it reads once for a process, so this is asked of the routes alone.)</summary>
public sealed class RoutesTests
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().AddRouting().BuildServiceProvider();

    [Theory]
    [InlineData(null, "/api/any", "Page")]
    [InlineData(null, "/any", null)]
    [InlineData("", "/", "Page")]
    [InlineData("", "/any", "Page")]
    [InlineData("/v1/", "/v1/any", "Page")]
    [InlineData("/v1/", "/api/any", null)]
    public async Task The_route_prefix_is_api_unless_host_json_has_another(string? prefix, string path, string? function) =>
        Assert.Equal(function, await MatchAsync(prefix, "GET", path, ("Page", "{*path}", ["get"])));

    [Theory]
    [InlineData("GET", "/items/7", "b")]
    [InlineData("GET", "/items/seven", "C")]
    [InlineData("HEAD", "/items/7", "C")]
    [InlineData("DELETE", "/items/7", null)]
    public async Task Names_are_ordered_without_case_and_what_does_not_match_is_passed_over(string method, string path, string? function) =>
        Assert.Equal(function, await MatchAsync("", method, path, ("C", "{*path}", ["get", "head"]), ("b", "items/{id:int}", ["GET"]), ("D", "items/{id:int}", ["get"])));

    [Fact]
    public async Task A_trigger_without_methods_takes_all() =>
        Assert.Equal("Any", await MatchAsync("", "FOO", "/x", ("Any", "{*path}", null)));

    private static async Task<string?> MatchAsync(string? prefix, string method, string path, params (string Name, string Route, string[]? Methods)[] functions)
    {
        string? reached = null;
        var routes = new FunctionRoutes(
            functions.Select(Definition),
            prefix,
            Services.GetRequiredService<IInlineConstraintResolver>(),
            (_, function) =>
            {
                reached = function.Name;
                return Task.CompletedTask;
            });
        var http = new DefaultHttpContext { RequestServices = Services, Request = { Method = method, Path = path } };
        if (await routes.MatchAsync(http) is { } handler)
        {
            await handler(http);
        }

        return reached;
    }

    private static FunctionDefinition Definition((string Name, string Route, string[]? Methods) function) =>
        new(function.Name, function.Name, JsonSerializer.SerializeToElement(new { type = "httpTrigger", name = "request", route = function.Route, methods = function.Methods }));
}
