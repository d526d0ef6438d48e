using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Insights.Collector;
using Insights.Local.Hosting;
using Xunit;

namespace Insights.Functions.Tests.Architecture;

/// <summary>
/// What documents say to type to run, test and build is what the programs take. The commands are run as written, with stand-ins; what these were told is read by the
/// programs' own readers, listed by the test runner, or what <c>.ci/run</c> and the workflow run themselves.
/// </summary>
public sealed partial class DocumentedProgramsTests
{
    private const string Tests = "tests/Insights.Functions.Tests";

    // Where this was built, below a project: bin/Debug/net10.0.
    private static readonly string Output = Path.GetRelativePath(Path.Combine(Repository.Root, Tests), AppContext.BaseDirectory);

    private static readonly DocumentedBlock[] All = [.. DocumentedBlock.RunBy(nameof(DocumentedProgramsTests))];

    private static readonly Dictionary<string, string> Programs =
        new[] { "dotnet", "func", "npx", "coder", "insights-collector" }.ToDictionary(name => name, _ => "");

    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task Commands_that_are_written_down_are_taken_as_written(int number)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are for bash.");
        var block = All[number];
        using var programs = new StandIns(Programs, TestContext.Current.CancellationToken);
        await programs.PlaceAsync(".ci/run");
        var isOfGit = block.Text.StartsWith("git ", StringComparison.Ordinal);
        if (isOfGit)
        {
            await RunAsync("git init --quiet . && git -c user.name=n -c user.email=e commit --quiet --allow-empty --message m && git clone --quiet . clone", programs.Scratch);
        }

        var (exitCode, output, calls) = await programs.RunAsync(block.Text, isOfGit ? Path.Combine(programs.Scratch, "clone") : null);

        Assert.True(exitCode == 0, $"{block}: {output}");
        Assert.Equal(isOfGit ? 0 : block.Text.Split('\n').Count(DocumentedBlock.IsCommand), calls.Count);
        foreach (var call in calls)
        {
            await CheckAsync(call);
        }
    }

    private static Task CheckAsync(ProgramCall call) => (call.Program, call.Arguments.Count > 0 ? call.Arguments[0] : null) switch
    {
        ("dotnet", "run") => CheckRunAsync(call),
        ("dotnet", "build") => Done(() => Assert.All(call.Arguments.Skip(1), AssertIsProject)),
        ("dotnet", "test" or "format") => Done(() => AssertRunBy(".ci/run", call)),
        ("dotnet", "publish") => Done(() => AssertRunBy(".github/workflows/ci.yml", call)),
        ("run", null) => Done(() => Assert.Contains("- run: .ci/run", Repository.Read(".github/workflows/ci.yml"), StringComparison.Ordinal)),
        ("insights-collector", _) => Done(() => AssertCollectorTakes(call.Arguments, call)),

        // Azure Functions Core Tools, in the folder of what was built: what they look for there.
        ("func", "start") => Done(() => Assert.All(
            ["host.json", "functions.metadata", "worker.config.json"], file => Assert.True(File.Exists(Path.Combine(Repository.Root, "functions", Output, file)), file))),

        // As the tests themselves start it.
        ("npx", "azurite") => Done(() => Assert.All(
            call.Arguments.Skip(1), option => Assert.Contains($"\"{option}\"", Repository.Read("local/Azurite/AzuriteProcess.cs"), StringComparison.Ordinal))),

        // As every build of the page does.
        ("npx", "tsc") => Done(() => Assert.NotNull(JsonNode.Parse(Repository.Read("functions/Dashboard/package.json"))!["devDependencies"]!["typescript"])),

        // Coder's own program, which makes a token for its API.
        ("coder", "tokens") => Done(() => Assert.Equal(["tokens", "create"], call.Arguments)),
        _ => throw new InvalidOperationException($"Nobody knows what is right for {call}."),
    };

    private static async Task CheckRunAsync(ProgramCall call)
    {
        if (call.ValueOf("--project") is not { } project)
        {
            // The text speaks of the command, which is there with all that it takes elsewhere.
            Assert.Single(call.Arguments);
            return;
        }

        AssertIsProject(project);
        string[] own = ["run", "--project", project, "-c", "Release", "--no-build"];

        // What dotnet run does not know it passes on, with -- or without.
        string[] passed = [.. call.Own.Where(argument => !own.Contains(argument)), .. call.Passed];
        switch (project)
        {
            case "functions":
                Assert.NotNull(CommandLine.Parse(passed));
                break;
            case "collector":
                AssertCollectorTakes(passed, call);
                break;
            case Tests:
                await AssertFindsTestsAsync(passed);
                break;
            case "tests/Insights.Functions.Benchmarks":
                var drivers = Driver().Matches(Repository.Read($"{project}/Program.cs")).Select(driver => driver.Groups["name"].Value).ToArray();
                Assert.All(passed, name => Assert.Contains(name, drivers));
                break;
            default:
                throw new InvalidOperationException($"Nobody knows what {project} takes.");
        }
    }

    private static void AssertCollectorTakes(IReadOnlyList<string> arguments, ProgramCall call) =>
        Assert.Equal([], CollectorCommand.Create(name => call.Variables.GetValueOrDefault(name)).Parse([.. arguments]).Errors.Select(error => error.Message));

    // The runner lists what it would run.
    private static async Task AssertFindsTestsAsync(string[] filter)
    {
        var found = await RunAsync($"""dotnet "$0" "$@" {(filter.Contains("-list") ? "" : "-list classes")}""", Repository.Root, [typeof(DocumentedProgramsTests).Assembly.Location, .. filter]);
        Assert.Contains("Insights.Functions.Tests.", found, StringComparison.Ordinal);
    }

    private static void AssertIsProject(string folder) => Assert.Single(Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj"));

    private static void AssertRunBy(string script, ProgramCall call) => Assert.Matches($@"(?m)^[ \w-]*:? ?{Regex.Escape($"{call}")}( |$)", Repository.Read(script));

    private static Task Done(Action check)
    {
        check();
        return Task.CompletedTask;
    }

    private static async Task<string> RunAsync(string script, string folder, IEnumerable<string>? arguments = null)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", script, .. arguments ?? []]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{script}: {await output} {await error}");
        return await output;
    }

    [GeneratedRegex("""^    \("(?<name>\w+)", """, RegexOptions.Multiline)]
    private static partial Regex Driver();
}
