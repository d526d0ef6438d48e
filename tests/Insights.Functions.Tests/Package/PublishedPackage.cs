using System.Diagnostics;
using Xunit;

namespace Insights.Functions.Tests.Package;

/// <summary>What is deployed: published as the workflows do.</summary>
public sealed class PublishedPackage : IAsyncLifetime
{
    /// <summary>The folder of the package.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("package").FullName;

    public async ValueTask InitializeAsync()
    {
        var functions = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../functions"));
        var start = new ProcessStartInfo(
            "dotnet", ["publish", functions, "--configuration", "Release", "--output", Folder, "-nodeReuse:false", "-p:UseSharedCompilation=false"])
        {
            RedirectStandardOutput = true,
        };

        // What this process was started with is not meant for another build.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await publish.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(publish.ExitCode == 0, said);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
