using System.Diagnostics;
using Insights.Coder.State;
using Insights.Functions.Storage;
using Insights.Functions.Tests.Access;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Architecture;

/// <summary>What the documents say to type at a shell works, and answers what they say.</summary>
public sealed class DocumentedCommandsTests(StorageEmulator emulator) : IDisposable
{
    private const string Address = "http://127.0.0.1:7071";

    private static readonly Guid Source = new("50000000-0000-0000-0000-000000000001");

    // A request that is refused ends the commands. What they wait for is waited for; how long that takes is the machine's.
    private const string Prelude = """
        set -eu
        curl() { command curl --silent --show-error --fail-with-body "$@"; echo; }
        sleep() { touch waits; until [ -e goes-on ]; do command sleep 0.05; done; }

        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("insights-commands-").FullName;

    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, CommandBlock.All.Count)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task Commands_that_are_written_down_work_as_written(int number)
    {
        var block = CommandBlock.All[number];
        await using var app = await InsightsApp.StartAsync(emulator, block.IsAboutToday ? null : new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero));
        await app.PostAsync("catalog", AccessWorld.Catalog());
        await app.Services.GetRequiredService<SourceTable>().TryPutAsync(
            new SourceState { Id = Source, Name = "a Coder" }, null, "somebody's", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(_directory, ".azurite"));
        await File.WriteAllTextAsync(Path.Combine(_directory, ".azurite", "token"), InsightsApp.Token, TestContext.Current.CancellationToken);
        using var shell = await StartAsync(Prelude + block.Script.Replace(Address, app.Http.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal), new()
        {
            ["TOKEN"] = InsightsApp.Token,
            ["API"] = $"{app.Http.BaseAddress}api/v2",
            ["USER_ID"] = $"{AccessWorld.IdOf("member")}",
            ["ORGANIZATION_ID"] = $"{AccessWorld.Here}",
            ["TEMPLATE_ID"] = $"{AccessWorld.Template}",
            ["GROUP_ID"] = $"{AccessWorld.Viewers}",
            ["IDS"] = $"{AccessWorld.Template},{AccessWorld.OtherTemplate}",
            ["SOURCE_ID"] = $"{Source}",
        });
        var output = shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await InsightsApp.Eventually(() => Task.FromResult(shell.HasExited || File.Exists(Path.Combine(_directory, "waits"))));
        await app.DrainAsync();
        await File.WriteAllTextAsync(Path.Combine(_directory, "goes-on"), "", TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, $"{block}: {await output} {await errors}");
        var rest = await output;
        foreach (var text in block.Answers.SelectMany(answer => answer))
        {
            var at = rest.IndexOf(text, StringComparison.Ordinal);
            Assert.True(at >= 0, $"{block} does not answer {text}, but {await output}");
            rest = rest[(at + text.Length)..];
        }
    }

    [Fact]
    public void Documents_have_such_commands() => Assert.Contains(CommandBlock.All, block => block.Document == "README.md" && block.Answers.Count() == 2);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<Process> StartAsync(string script, Dictionary<string, string> variables)
    {
        await EnsureCurlAsync();
        var start = new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = _directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task EnsureCurlAsync()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "curl"))))
        {
            await DebianPackage.InstallAsync("curl", Console.Error, TestContext.Current.CancellationToken);
        }
    }
}
