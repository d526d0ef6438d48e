using System.Text.Json.Nodes;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Open.Tests;

/// <summary>A client in TypeScript that a generator makes of the document with nothing said to it passes the compiler, and reads the demo.</summary>
[Collection(DemoCollection.Name)]
public sealed class TypeScriptClientTests(Demo demo)
{
    private static readonly string[] Strictly =
        ["--noEmit", "--checkJs", "--strict", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom,dom.iterable", "--skipLibCheck", "user.mjs"];

    [Fact]
    public async Task It_reads_what_the_service_answers_and_what_was_wrong()
    {
        using var folder = new ScratchFolder();
        await NodePackages.BringAsync(folder, "user.mjs");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "openapi.json"), DescribedApi.Document.ToJsonString(), TestContext.Current.CancellationToken);

        await NodeAsync(folder, "node_modules/openapi-typescript/bin/cli.js", "openapi.json", "--output", "schema.d.ts");
        await NodeAsync(folder, ["node_modules/typescript/bin/tsc", .. Strictly]);
        var read = await NodeAsync(
            folder,
            "--input-type=module", "--eval", "import { read } from './user.mjs'; console.log(JSON.stringify(await read(...process.argv.slice(1))));",
            $"{demo.App.Http.BaseAddress}", await demo.NewTokenAsync("typescript"));

        const string Period = "start_time=2026-11-11T00:00:00Z&end_time=2026-11-18T00:00:00Z";
        var templates = (await demo.App.GetAsync("/api/v2/templates")).AsArray();
        var report = (await demo.App.GetAsync($"/api/v2/insights/templates?{Period}"))["report"]!;
        var activity = (await demo.App.GetAsync($"/api/v2/insights/user-activity?{Period}&template_ids={templates[0]!["id"]}"))["report"]!;
        var expected = new JsonObject
        {
            ["templates"] = templates.Count,
            ["active_users"] = (int)report["active_users"]!,
            ["app_seconds"] = Sum(report["apps_usage"]),
            ["user_seconds"] = Sum(activity["users"]),
            ["refused"] = new JsonArray("timezone"),
        };
        Assert.Equal(expected.ToJsonString(), read.Trim());
    }

    private static long Sum(JsonNode? items) => items!.AsArray().Sum(item => (long)item!["seconds"]!);

    private static async Task<string> NodeAsync(ScratchFolder folder, params string[] arguments)
    {
        var (exit, output) = await Command.RunAsync("node", arguments, folder.Path);
        Assert.True(exit == 0, output);
        return output;
    }
}
