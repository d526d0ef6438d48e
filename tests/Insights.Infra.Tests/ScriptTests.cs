using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Insights.Infra.Tests;

/// <summary>The scripts and workflows fit the template, and a deployment that would end something by mistake is refused.</summary>
public sealed partial class ScriptTests(InfraFixture infra)
{
    private static readonly string[] Scripts = ["infra/deploy.sh", "infra/release.sh", "infra/smoke-test.sh"];
    private static readonly string[] Workflows = [".github/workflows/ci.yml", ".github/workflows/deploy.yml"];

    public static TheoryData<string> Files => [.. Scripts.Concat(Workflows)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_of_the_repository_that_is_named_exists(string file) => Assert.All(
        RepositoryPath().Matches(Repository.Read(file)).Select(match => match.Value),
        path => Assert.True(File.Exists(Path.Combine(Repository.Root, path)), $"{file} names {path}."));

    [Fact]
    public void A_release_asks_for_outputs_that_the_template_has()
    {
        var asked = OutputName().Matches(Repository.Read("infra/release.sh")).Select(match => match.Groups["name"].Value).ToArray();
        Assert.Equal(["functionAppName", "url", "vaultName"], asked);
        Assert.All(asked, name => Assert.NotNull(infra.Template["outputs"]![name]));
    }

    [Theory]
    [InlineData("main")]
    [InlineData("production")]
    public void The_workflow_gives_all_that_a_parameter_file_reads_but_the_secret(string file)
    {
        var read = Variable().Matches(Repository.Read($"infra/{file}.bicepparam")).Select(match => match.Groups["name"].Value).Distinct();
        var given = Repository.Read(".github/workflows/deploy.yml");
        Assert.All(read, name => Assert.Equal(name != "INSIGHTS_BOOTSTRAP_TOKEN", Regex.IsMatch(given, $@"(?m)^      {name}: \$")));
    }

    [Fact]
    public void What_signs_in_to_azure_is_pinned_and_may_ask_for_a_token_and_nothing_else_may()
    {
        var jobs = Job().Split(Repository.Read(".github/workflows/deploy.yml")).Skip(1).ToArray();
        Assert.Equal(3, jobs.Length);
        Assert.All(jobs, job => Assert.Equal(job.Contains("azure/login@", StringComparison.Ordinal), job.Contains("id-token: write", StringComparison.Ordinal)));
        Assert.All(LoginVersion().Matches(string.Concat(jobs)).Select(match => match.Groups["version"].Value), version => Assert.Matches("^[0-9a-f]{40}$", version));
        Assert.DoesNotContain("id-token", Job().Split(Repository.Read(".github/workflows/deploy.yml"))[0], StringComparison.Ordinal);
        Assert.DoesNotContain("id-token", Repository.Read(".github/workflows/ci.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_that_fails_in_a_pipe_fails_its_step() =>
        Assert.Matches(@"(?m)^defaults:\n  run:\n    shell: bash\n", Repository.Read(".github/workflows/deploy.yml"));

    [Theory]
    [InlineData("", "", "signs people in")]
    [InlineData("https://issuer", "", "has a bootstrap token")]
    [InlineData("https://issuer", "true", null)]
    [InlineData("none", "false", null)]
    public async Task What_an_earlier_deployment_set_ends_only_on_demand(string authority, string vault, string? refusal)
    {
        var (exitCode, error) = await DeployAsync(("INSIGHTS_AUTHORITY", authority), ("INSIGHTS_VAULT", vault));
        Assert.Equal(refusal is null ? ReachedTheBuild : 2, exitCode);
        Assert.Contains(refusal ?? "", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_without_a_vault_is_refused()
    {
        var (exitCode, error) = await DeployAsync(("INSIGHTS_BOOTSTRAP_TOKEN", InfraFixture.Secret), ("INSIGHTS_VAULT", "false"), ("INSIGHTS_AUTHORITY", "https://issuer"));
        Assert.Equal(2, exitCode);
        Assert.Contains("INSIGHTS_VAULT", error, StringComparison.Ordinal);
        Assert.DoesNotContain(InfraFixture.Secret, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AZURE_ENV_NAME", "-test")]
    [InlineData("AZURE_ENV_NAME", "my_test")]
    [InlineData("AZURE_ENV_NAME", "a-name-of-more-than-24-chars")]
    [InlineData("INSIGHTS_BOOTSTRAP_TOKEN", "fifteen-letters")]
    public async Task What_azure_would_refuse_late_or_not_at_all_is_refused_early(string variable, string value)
    {
        var (exitCode, error) = await DeployAsync((variable, value), ("INSIGHTS_AUTHORITY", "https://issuer"), ("INSIGHTS_VAULT", "true"));
        Assert.Equal(2, exitCode);
        Assert.Contains(variable, error, StringComparison.Ordinal);
    }

    // What the version before answers, while it is being replaced, proves nothing of the new one.
    [Theory]
    [InlineData("new", 0)]
    [InlineData("lost", 1)]
    public async Task A_release_has_succeeded_once_its_revision_answers(string revision, int expected)
    {
        var (exitCode, error) = await RunAsync(
            ["infra/smoke-test.sh", "https://service", revision],
            new()
            {
                ["sleep"] = "touch \"$0.slept\"",
                ["curl"] = """
                    case "$*" in
                      *healthz*) printf 200 ;;
                      *insights/daus*) printf 401 ;;
                      *buildinfo*) [ -e "$(dirname "$0")/sleep.slept" ] && echo '{"version":"0.1.0\u002Bnew"}' || echo '{"version":"0.1.0\u002Bold"}' ;;
                    esac
                    """,
            });
        Assert.Equal(expected, exitCode);
        Assert.Contains(expected == 0 ? "" : "not healthy with revision lost", error, StringComparison.Ordinal);
    }

    private const int ReachedTheBuild = 77;

    // With an Azure CLI that knows of a deployment with sign-in and a token, and an SDK that stops there.
    private static Task<(int ExitCode, string Error)> DeployAsync(params (string Name, string Value)[] variables) => RunAsync(
        ["infra/deploy.sh", "rg-insights"],
        new()
        {
            ["az"] = """
                case "$*" in
                  *"group exists"*) echo true ;;
                  *"functionapp list"*azd-env-name*"=='dev'"*) echo func-insights-dev ;;
                  *"appsettings list"*Insights__Auth__Authority*) echo https://issuer ;;
                  *"appsettings list"*Insights__BootstrapToken*) echo '@Microsoft.KeyVault(...)' ;;
                  *"provider show"*) echo Registered ;;
                esac
                """,
            ["dotnet"] = $"exit {ReachedTheBuild}",
            ["zip"] = "",
            ["curl"] = "",
        },
        variables);

    private static async Task<(int ExitCode, string Error)> RunAsync(
        string[] command, Dictionary<string, string> tools, params (string Name, string Value)[] variables)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are for bash.");
        var directory = Directory.CreateTempSubdirectory("insights-tools-");
        try
        {
            foreach (var (name, script) in tools)
            {
                var path = Path.Combine(directory.FullName, name);
                await File.WriteAllTextAsync(path, $"#!/bin/sh\n{script}\n", TestContext.Current.CancellationToken);
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                }
            }

            var start = new ProcessStartInfo("bash", command) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["PATH"] = $"{directory.FullName}:{start.Environment["PATH"]}";
            foreach (var name in new[] { "AZURE_ENV_NAME", "INSIGHTS_BOOTSTRAP_TOKEN", "INSIGHTS_VAULT", "INSIGHTS_AUTHORITY" })
            {
                start.Environment.Remove(name);
            }

            foreach (var (name, value) in variables)
            {
                start.Environment[name] = value;
            }

            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await error);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"(?<!\w)(infra/[\w-]+\.\w+|\.ci/\w+|\.github/workflows/[\w-]+\.yml|global\.json)")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"\$\(output (?<name>\w+)\)")]
    private static partial Regex OutputName();

    [GeneratedRegex(@"readEnvironmentVariable\(\s*'(?<name>\w+)'")]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?m)^  (?=[\w-]+:\n    (?:#.*\n    )?if: )")]
    private static partial Regex Job();

    [GeneratedRegex(@"azure/login@(?<version>\S+)")]
    private static partial Regex LoginVersion();
}
