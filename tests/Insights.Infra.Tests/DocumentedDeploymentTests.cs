using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Insights.Functions.Access;
using Insights.Functions.Tests.Architecture;
using Insights.Functions.Tests.Shared;

namespace Insights.Infra.Tests;

/// <summary>
/// What documents say to type to deploy is run as written, with stand-ins for the programs that need Azure or GitHub: these know what the commands take, and what was
/// told them fits the template, the workflow and the service.
/// </summary>
public sealed partial class DocumentedDeploymentTests(InfraFixture infra)
{
    private const string Id = "00000000-0000-0000-0000-000000000001";

    private static readonly DocumentedBlock[] All = [.. DocumentedBlock.RunBy(nameof(DocumentedDeploymentTests))];

    // What the programs answer where it matters. The SDK makes the package's folder, and tells the service that answers then which revision it is of.
    private static readonly Dictionary<string, string> Programs = new()
    {
        ["az"] = $$"""
            case "$*" in
              *"group exists"*) echo false ;;
              *"group show"*"query location"*) echo westeurope ;;
              *"group show"*"query id"*) echo /subscriptions/{{Id}}/resourceGroups/rg-insights ;;
              *"provider show"*) echo NotRegistered ;;
              *outputs.functionAppName*) echo func-insights-dev ;;
              *outputs.url*) echo https://func-insights-dev.azurewebsites.net ;;
              *outputs.vaultName*) echo kv-insights ;;
              *"functionapp show"*) echo /subscriptions/{{Id}}/resourceGroups/rg-insights/providers/Microsoft.Web/sites/func-insights-dev ;;
              *"query tenantId"*|*"query id"*|*"query appId"*|*"query clientId"*|*"query principalId"*) echo {{Id}} ;;
            esac
            """,
        ["azd"] = "",
        ["gh"] = """case "$*" in *--input*) cat > "$STAND_INS/input" ;; esac""",
        ["dotnet"] = """
            while [ $# -gt 0 ]; do
              case "$1" in
                -p:SourceRevisionId=*) printf '%s' "${1#*=}" > "$STAND_INS/revision" ;;
                --output) mkdir -p "$2" ;;
              esac
              shift
            done
            """,
        ["zip"] = """touch "$3" """,
        ["curl"] = """
            case "$*" in
              *healthz*) printf 200 ;;
              *insights/daus*) printf 401 ;;
              *buildinfo*) printf '{"version":"0.1.0\\u002B%s"}' "$(cat "$STAND_INS/revision")" ;;
            esac
            """,
        ["uuidgen"] = $"echo {Id}",
    };

    public static TheoryData<int> Blocks => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task Commands_that_are_written_down_are_taken_as_written(int number)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are for bash.");
        var block = All[number];
        await EnsureAsync("jq", "openssl");
        using var programs = new StandIns(Programs, TestContext.Current.CancellationToken);

        var (exitCode, output, calls) = await programs.RunAsync(block.Text, Repository.Root, new Dictionary<string, string> { ["REPO"] = "owner/name", ["APP"] = Id });

        Assert.True(exitCode == 0, $"{block}: {output}");
        Assert.NotEmpty(calls);
        Assert.All(calls, Check);
        if (block.Text.Contains("infra/deploy.sh", StringComparison.Ordinal))
        {
            Assert.Contains(calls, call => call is { Program: "az", Arguments: ["deployment", "group", "create", ..] });
            Assert.Contains("https://func-insights-dev.azurewebsites.net is healthy.", output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("There is no az group delete.", "group", "delete", "--name", "rg")]
    [InlineData("az group exists needs --name.", "group", "exists")]
    [InlineData("az group exists does not take --force.", "group", "exists", "--force")]
    public void A_command_that_the_Azure_CLI_has_not_is_refused(string problem, params string[] arguments) =>
        Assert.Equal(problem, Assert.Throws<ArgumentException>(() => AzureCommand.OptionsOf(arguments)).Message);

    private void Check(ProgramCall call)
    {
        switch (call.Program)
        {
            case "az":
                CheckAzure(AzureCommand.OptionsOf(call.Arguments));
                break;
            case "azd":
                CheckDeveloper(call.Arguments);
                break;
            case "gh":
                CheckGitHub(call.Arguments);
                break;
            case "dotnet":
                Assert.Equal("publish", call.Arguments[0]);
                Assert.Single(Directory.EnumerateFiles(call.Arguments[1], "*.csproj"));
                break;
        }
    }

    private void CheckAzure(IReadOnlyDictionary<string, string?> options)
    {
        if (options.TryGetValue("--parameters", out var file))
        {
            // What such a file gives are parameters of the template: the Bicep CLI has built it.
            var name = Path.GetFileNameWithoutExtension(file)!;
            Assert.True(File.Exists(file) && infra.Parameters[name].ExitCode == 0, file);
        }

        if (options.TryGetValue("--app-roles", out var roles))
        {
            Assert.Equal(
                Role.Site.Select(role => $"Insights.{string.Concat(role.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}").Order(StringComparer.Ordinal),
                JsonNode.Parse(roles!)!.AsArray().Select(role => (string)role!["value"]!).Order(StringComparer.Ordinal));
        }

        if (options.TryGetValue("--role-definition", out var definition))
        {
            Assert.Equal(["Name", "AssignableScopes", "Actions"], JsonNode.Parse(definition!)!.AsObject().Select(field => field.Key));
        }

        if (options.TryGetValue("--body", out var body))
        {
            // The page comes back to its own address, and asks for the scope that INSIGHTS_SCOPE names.
            var application = JsonNode.Parse(body!)!;
            Assert.EndsWith("/", (string)application["spa"]!["redirectUris"]![0]!, StringComparison.Ordinal);
            Assert.Equal("access", (string)application["api"]!["oauth2PermissionScopes"]![0]!["value"]!);
        }
    }

    private static void CheckDeveloper(IReadOnlyList<string> arguments)
    {
        Assert.Contains(arguments[0], new[] { "up", "env" });
        if (arguments is ["env", var verb, var name, _])
        {
            Assert.Equal("set", verb);
            Assert.Contains($"readEnvironmentVariable('{name}'", Regex.Replace(Repository.Read("infra/main.bicepparam"), @"\(\s+", "("), StringComparison.Ordinal);
        }
    }

    private static void CheckGitHub(IReadOnlyList<string> arguments)
    {
        var workflow = Repository.Read(".github/workflows/deploy.yml");
        if (arguments is ["variable", "set", var variable, "--repo", _, "--env", var of, "--body", { Length: > 0 }])
        {
            Assert.Contains($"vars.{variable} }}}}", workflow, StringComparison.Ordinal);
            Assert.Contains($"environment: {of}\n", workflow, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(("api", "-X"), (arguments[0], arguments[1]));
            Assert.Contains($"environment: {Environment().Match(arguments[3]).Groups["name"].Value}\n", workflow, StringComparison.Ordinal);
        }
    }

    private static async Task EnsureAsync(params string[] programs)
    {
        foreach (var program in programs.Where(program => !(System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)))))
        {
            await DebianPackage.InstallAsync(program, Console.Error, TestContext.Current.CancellationToken);
        }
    }

    [GeneratedRegex("^repos/owner/name/environments/(?<name>[^/]+)")]
    private static partial Regex Environment();
}
