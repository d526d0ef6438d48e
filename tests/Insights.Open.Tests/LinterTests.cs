using System.Runtime.CompilerServices;
using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Open.Tests;

/// <summary>A linter of OpenAPI documents that is not ours finds nothing wrong with ours.</summary>
public sealed class LinterTests
{
    [Fact]
    public async Task Redocly_finds_no_error_and_no_warning()
    {
        var folder = Folder();
        if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
        {
            var (installed, log) = await Command.RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
            Assert.True(installed == 0, $"The linter could not be installed: {log}");
        }

        using var scratch = new ScratchFolder();
        var path = Path.Combine(scratch.Path, "openapi.json");
        await File.WriteAllTextAsync(path, DescribedApi.Document.ToJsonString(), TestContext.Current.CancellationToken);
        var (exit, output) = await Command.RunAsync(
            "node", [Path.Combine(folder, "node_modules", "@redocly", "cli", "bin", "cli.js"), "lint", path, "--extends=recommended-strict", "--format=stylish"], scratch.Path);

        Assert.True(exit == 0, output);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "linter");
}
