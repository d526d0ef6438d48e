using Insights.Functions.Tests.App;
using Xunit;

namespace Insights.Open.Tests;

/// <summary>A linter of OpenAPI documents that is not ours finds nothing wrong with ours.</summary>
public sealed class LinterTests
{
    [Fact]
    public async Task Redocly_finds_no_error_and_no_warning()
    {
        using var scratch = new ScratchFolder();
        var path = Path.Combine(scratch.Path, "openapi.json");
        await File.WriteAllTextAsync(path, DescribedApi.Document.ToJsonString(), TestContext.Current.CancellationToken);
        var (exit, output) = await NodePackages.RunAsync("node_modules/@redocly/cli/bin/cli.js", ["lint", path, "--extends=recommended-strict", "--format=stylish"]);

        Assert.True(exit == 0, output);
    }
}
