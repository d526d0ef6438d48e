using System.Text.Json.Nodes;

[assembly: AssemblyFixture(typeof(Insights.Infra.Tests.InfraFixture))]

namespace Insights.Infra.Tests;

/// <summary>What the Bicep CLI makes of the files under <c>infra/</c>, once for all tests. It works on a copy, since it writes beside its input.</summary>
public sealed class InfraFixture : IAsyncLifetime
{
    /// <summary>An action group that is there already.</summary>
    public const string ActionGroup = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-operations/providers/Microsoft.Insights/actionGroups/ag-operations";

    /// <summary>A container that days are exported to.</summary>
    public const string ExportContainer = "lake";

    /// <summary>The secret that is given to the deployments, to be found nowhere.</summary>
    public const string Secret = "the-token-that-is-to-be-found-nowhere";

    private static readonly string[] ParameterFiles = ["main", "production"];

    private static readonly Dictionary<string, string> Nothing = new()
    {
        ["AZURE_ENV_NAME"] = "test",
        ["AZURE_LOCATION"] = "westeurope",
        ["INSIGHTS_BOOTSTRAP_TOKEN"] = "",
        ["INSIGHTS_VAULT"] = "false",
        ["INSIGHTS_AUTHORITY"] = "",
        ["INSIGHTS_AUDIENCE"] = "",
        ["INSIGHTS_CLIENT_ID"] = "",
        ["INSIGHTS_SCOPE"] = "",
        ["INSIGHTS_ACTION_GROUP"] = "",
    };

    private static readonly Dictionary<string, string> WithToken = new(Nothing) { ["INSIGHTS_BOOTSTRAP_TOKEN"] = Secret, ["INSIGHTS_VAULT"] = "true" };

    private readonly string _directory = Directory.CreateTempSubdirectory("insights-infra-").FullName;
    private readonly Dictionary<string, Snapshot> _snapshots = [];

    /// <summary>Every combination: both parameter files, without and with a bootstrap token.</summary>
    public static TheoryData<string, bool> Deployments { get; } = [.. ParameterFiles.SelectMany(file => new[] { (file, false), (file, true) })];

    /// <summary>The files, relative to <c>infra/</c>.</summary>
    public static IReadOnlyList<string> Sources { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "infra"), "*.bicep*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".bicep" or ".bicepparam")
            .Select(file => Path.GetRelativePath(Path.Combine(Repository.Root, "infra"), file)).Order(StringComparer.Ordinal),
    ];

    internal BicepResult Lint { get; private set; } = null!;

    internal IReadOnlyDictionary<string, BicepResult> Parameters { get; private set; } = null!;

    /// <summary>The template that <c>bicep build</c> makes, modules inside.</summary>
    internal JsonNode Template { get; private set; } = null!;

    /// <summary>The production deployment with a token, for another environment of the same resource group.</summary>
    internal Snapshot OtherEnvironment { get; private set; } = null!;

    /// <summary>The development deployment, with <see cref="ActionGroup"/> and a container that days are exported to.</summary>
    internal Snapshot OwnActionGroup { get; private set; } = null!;

    /// <summary>The same as text.</summary>
    internal string TemplateText { get; private set; } = "";

    /// <summary>The files as <c>bicep format</c> writes them.</summary>
    internal IReadOnlyDictionary<string, string> Formatted { get; private set; } = null!;

    internal Snapshot Snapshot(string parameterFile, bool token) => _snapshots[Key(parameterFile, token)];

    public async ValueTask InitializeAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var directory = Copy("main");
        var build = BicepCli.RunAsync(directory, Nothing, cancel, "build", "main.bicep", "--stdout");
        Lint = await BicepCli.RunAsync(directory, Nothing, cancel, "lint", "main.bicep");
        TemplateText = (await build).Output;
        Assert.True(TemplateText.Length > 0, (await build).Diagnostics);
        Template = JsonNode.Parse(TemplateText)!;
        Parameters = await ParametersAsync(directory, cancel);
        foreach (var file in ParameterFiles)
        {
            var (without, with) = (SnapshotAsync(file, Key(file, token: false), Nothing, cancel), SnapshotAsync(file, Key(file, token: true), WithToken, cancel));
            _snapshots.Add(Key(file, token: false), await without);
            _snapshots.Add(Key(file, token: true), await with);
        }

        var other = SnapshotAsync("production", "other environment", new(WithToken) { ["AZURE_ENV_NAME"] = "test2" }, cancel);
        OwnActionGroup = await SnapshotAsync("main", "own action group", new(Nothing) { ["INSIGHTS_ACTION_GROUP"] = ActionGroup, ["INSIGHTS_EXPORT_CONTAINER"] = ExportContainer }, cancel);
        OtherEnvironment = await other;

        Formatted = await FormatAsync(cancel);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string Key(string file, bool token) => $"{file}, {(token ? "with" : "without")} token";

    private static async Task<Dictionary<string, BicepResult>> ParametersAsync(string directory, CancellationToken cancellationToken)
    {
        var results = new Dictionary<string, BicepResult>();
        foreach (var file in ParameterFiles)
        {
            results[file] = await BicepCli.RunAsync(directory, Nothing, cancellationToken, "build-params", $"{file}.bicepparam", "--stdout");
        }

        return results;
    }

    // Each in a directory of its own: the snapshots of one parameter file have one name.
    private async Task<Snapshot> SnapshotAsync(string file, string name, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var directory = Copy(name);
        var result = await BicepCli.RunAsync(
            directory, environment, cancellationToken, "snapshot", $"{file}.bicepparam", "--mode", "overwrite",
            "--tenant-id", Guid.Empty.ToString(), "--subscription-id", Guid.Empty.ToString(), "--resource-group", "rg-insights", "--location", "westeurope");
        Assert.True(result.ExitCode == 0, result.Diagnostics);
        var text = await File.ReadAllTextAsync(Path.Combine(directory, $"{file}.snapshot.json"), cancellationToken);
        return new Snapshot(name, JsonNode.Parse(text)!);
    }

    private async Task<Dictionary<string, string>> FormatAsync(CancellationToken cancellationToken)
    {
        var directory = Copy("formatted");
        foreach (var pattern in new[] { "**/*.bicep", "**/*.bicepparam" })
        {
            var result = await BicepCli.RunAsync(
                directory, Nothing, cancellationToken, "format", "--pattern", pattern, "--newline-kind", "LF", "--insert-final-newline");
            Assert.True(result.ExitCode == 0, result.Diagnostics);
        }

        return Sources.ToDictionary(source => source, source => File.ReadAllText(Path.Combine(directory, source)));
    }

    private string Copy(string name)
    {
        var directory = Path.Combine(_directory, name);
        foreach (var source in Sources.Append("bicepconfig.json"))
        {
            var copy = Path.Combine(directory, source);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(Repository.Root, "infra", source), copy);
        }

        return directory;
    }
}
