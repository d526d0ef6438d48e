using System.Collections.Concurrent;
using System.Net;
using Insights.Local.Tests.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Insights.Local.Tests;

public sealed class MiddlewareTests(Storage storage)
{
    [Fact]
    public async Task Middleware_runs_in_the_order_added_and_around_the_function()
    {
        var trace = new Trace();
        await using var app = await TestApp.StartAsync(storage.Connection, ["Named"], null, app =>
        {
            app.Services.AddSingleton(trace);
            app.UseMiddleware<Outer>().UseMiddleware<Inner>();
        });

        Assert.Equal("Named GET", await app.Http.GetStringAsync("/api/named"));
        Assert.Equal(["outer in", "inner in", "inner out", "outer out"], trace);
    }

    [Fact]
    public async Task Middleware_answers_in_place_of_the_function_where_its_predicate_holds()
    {
        await using var app = await TestApp.StartAsync(storage.Connection, ["Named", "Page"], null, app =>
            app.UseWhen<Forbidding>(context => context.FunctionDefinition.Name == "Named" && context.GetHttpContext() is not null));

        Assert.Equal(HttpStatusCode.Forbidden, (await app.Http.GetAsync("/api/named")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync("/api/page")).StatusCode);
    }

    [Fact]
    public async Task Middleware_wraps_queue_functions_too()
    {
        var (trace, received) = (new Trace(), new Received());
        await using var app = await TestApp.StartAsync(storage.Connection, ["TakesString"], null, app =>
        {
            app.Services.AddSingleton(trace).AddSingleton(received);
            app.UseMiddleware<Outer>();
        });

        await app.Queue().SendMessageAsync("body");
        await Eventually.EmptyAsync(app.Queue());

        Assert.Equal(["outer in", "outer out"], trace);
        Assert.Equal(["body"], received);
    }

    private sealed class Trace : ConcurrentQueue<string>;

#pragma warning disable CA1812 // The container makes them.
    private sealed class Outer(Trace trace) : Tracing(trace, "outer");

    private sealed class Inner(Trace trace) : Tracing(trace, "inner");

    private sealed class Forbidding : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            context.GetInvocationResult().Value = Results.StatusCode(StatusCodes.Status403Forbidden);
            return Task.CompletedTask;
        }
    }
#pragma warning restore CA1812

    private abstract class Tracing(Trace trace, string name) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            trace.Enqueue($"{name} in");
            await next(context);
            trace.Enqueue($"{name} out");
        }
    }
}
