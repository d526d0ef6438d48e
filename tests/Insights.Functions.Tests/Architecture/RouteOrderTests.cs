using System.Collections.Concurrent;
using System.Diagnostics;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Ingest;
using Insights.Functions.Tests.Shared;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Architecture;

/// <summary>
/// The host tries routes in the order of the functions' names, ignoring case, and takes the first that matches, however much more exact a
/// later one is. So a function may be hidden by another that has nothing to do with it but its name.
/// </summary>
public sealed class RouteOrderTests(StorageEmulator emulator)
{
    [Fact]
    public async Task Every_method_of_every_route_reaches_its_own_function()
    {
        await using var app = await InsightsApp.StartAsync(
            emulator, settings: CollectingApp.Without(), configure: services => services.Configure<WorkerOptions>(GenuineWorker.NameFunctionsInSpans));
        var reached = new ConcurrentDictionary<ActivityTraceId, string>();
        void Note(Activity invocation)
        {
            if (invocation.GetTagItem("faas.name") is string function)
            {
                reached[invocation.TraceId] = function;
            }
        }

        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.Azure.Functions.Worker",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStarted = Note,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(listener);
        var expected = new Dictionary<ActivityTraceId, (FunctionMetadata Function, string Request)>();
        foreach (var (function, method) in FunctionMetadata.Routed.SelectMany(function => function.Methods.Select(method => (function, method))))
        {
            var trace = ActivityTraceId.CreateRandom();
            using var request = new HttpRequestMessage(HttpMethod.Parse(method.ToUpperInvariant()), function.Example);
            request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
            request.Headers.Add("Coder-Session-Token", "");
            using var response = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(response.Headers.Contains("X-Request-Id"), $"{request} reached no function.");
            expected[trace] = (function, $"{request.Method} {function.Example}");
        }

        await InsightsApp.Eventually(() => Task.FromResult(expected.Keys.All(reached.ContainsKey)));
        Assert.Equal(
            [],
            expected.Where(request => reached[request.Key] != request.Value.Function.Name)
                .Select(request => $"{request.Value.Request} is for {request.Value.Function.Name}, and {reached[request.Key]} answers it"));
    }

    [Fact]
    public void What_takes_every_path_is_the_last_of_all()
    {
        var last = FunctionMetadata.Routed.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Last();

        Assert.Equal([last.Name], FunctionMetadata.Routed.Where(function => function.IsCatchAll).Select(function => function.Name));
    }
}
