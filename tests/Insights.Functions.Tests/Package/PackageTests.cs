using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Architecture;
using Insights.Functions.Tests.Shared;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace Insights.Functions.Tests.Package;

/// <summary>The package that is deployed, and what it does.</summary>
public sealed class PackageTests(PublishedPackage package, StorageEmulator emulator) : IClassFixture<PublishedPackage>
{
    [Fact]
    public void It_has_all_that_the_host_looks_for()
    {
        var metadata = JsonNode.Parse(File.ReadAllText(PathOf("functions.metadata")))!.AsArray();
        Assert.Equal(FunctionNames().Order(), metadata.Select(function => function!["name"]!.GetValue<string>()).Order());
        var worker = JsonNode.Parse(File.ReadAllText(PathOf("worker.config.json")))!["description"]!;
        Assert.Equal("Insights.Functions.dll", worker["defaultWorkerPath"]!.GetValue<string>());
        Assert.Equal("true", worker["workerIndexing"]!.GetValue<string>());
        var extensions = JsonNode.Parse(File.ReadAllText(PathOf("extensions.json")))!["extensions"]!.AsArray();
        Assert.Contains("AzureStorageQueues", extensions.Select(extension => extension!["name"]!.GetValue<string>()));
        Assert.All(extensions, extension => Assert.True(File.Exists(PathOf(extension!["hintPath"]!.GetValue<string>()))));
        Assert.Equal("", JsonNode.Parse(File.ReadAllText(PathOf("host.json")))!["extensions"]!["http"]!["routePrefix"]!.GetValue<string>());
    }

    [Fact]
    public void It_has_nothing_that_is_not_for_there()
    {
        string[] foreign = ["local.settings.json", "Insights.Local", "DevelopmentHost", "Tests", "xunit", "Azurite", "node_modules"];
        var files = Directory.GetFiles(package.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(package.Folder, file)).ToArray();

        Assert.DoesNotContain(files, file => foreign.Any(name => file.Contains(name, StringComparison.OrdinalIgnoreCase)));
        Assert.All(
            files.Where(file => file.EndsWith(".pdb", StringComparison.OrdinalIgnoreCase)).Select(Path.GetFileName),
            file => Assert.Contains(file, new[] { "Insights.Functions.pdb", "Insights.Coder.pdb", "Microsoft.Azure.Functions.Worker.Extensions.pdb" }));
    }

    [Fact]
    public void Its_assemblies_are_compiled_ahead_of_time()
    {
        using var image = new PEReader(File.OpenRead(PathOf("Insights.Functions.dll")));

        Assert.NotEqual(0, image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
    }

    [Fact]
    public async Task It_starts_takes_stats_answers_every_report_and_the_page_and_stops()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var service = await ServiceProcess.StartAsync(emulator.NewAccount(), cancellationToken, package.Folder);
        using var http = new HttpClient { BaseAddress = service.Address };
        http.DefaultRequestHeaders.Add("Coder-Session-Token", ServiceProcess.Token);
        using var accepted = await http.PostAsync("/api/v2/ingest/agent-stats", JsonContent.Create(Stats.Of(DateTimeOffset.UtcNow, user: 1)), cancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);

        var now = DateTimeOffset.UtcNow;
        var range = $"start_time={now.Date:yyyy-MM-dd}T00:00:00Z&end_time={now.AddHours(1):yyyy-MM-ddTHH}:00:00Z";
        await InsightsApp.Eventually(async () =>
            (await http.GetStringAsync($"/api/v2/insights/user-activity?{range}", cancellationToken)).Contains($"{Stats.User(1)}", StringComparison.Ordinal));
        foreach (var report in FunctionMetadata.Routed.Where(IsReport))
        {
            var query = report.Name switch
            {
                "ForecastInsights" => "",
                "TrendInsights" => $"{range}&interval=month",
                var name => name.EndsWith("Insights", StringComparison.Ordinal) ? range : "",
            };
            using var answer = await http.GetAsync($"/{report.Route.Replace("{user}", $"{Stats.User(1)}", StringComparison.Ordinal)}?{query}", cancellationToken);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{report.Route}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }

        // What fields are is in files of comments beside the assemblies.
        Assert.Contains("The id of the template.", await http.GetStringAsync("/api/v2/openapi.json", cancellationToken), StringComparison.Ordinal);
        Assert.Contains("<!doctype html>", await http.GetStringAsync("/", cancellationToken), StringComparison.OrdinalIgnoreCase);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(0, await service.TerminateAsync(cancellationToken));
        }
    }

    // What is one's own there is not for the bootstrap token, which is nobody's.
    private static bool IsReport(FunctionMetadata function) =>
        function.Route.StartsWith("api/v2/insights/", StringComparison.Ordinal)
        && !function.Route.Contains("/me/", StringComparison.Ordinal)
        && function.Methods.Contains("get", StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> FunctionNames() => typeof(InsightsServices).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>();

    private string PathOf(string file) => Path.Combine(package.Folder, file);
}
