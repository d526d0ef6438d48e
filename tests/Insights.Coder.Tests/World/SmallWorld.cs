using Insights.Coder.Tests.Database;
using Insights.Functions.Tests.App;
using Insights.Local.Coder;

namespace Insights.Coder.Tests.World;

/// <summary>A deployment with one user and one workspace, and a service at a time of day.</summary>
internal sealed class SmallWorld : IAsyncDisposable
{
    private SmallWorld(CoderWorld coder, InsightsApp app, Guid user, Guid template, Guid version, Workspace workspace) =>
        (Coder, App, User, Template, Version, Workspace) = (coder, app, user, template, version, workspace);

    public CoderWorld Coder { get; }

    public InsightsApp App { get; }

    public Guid User { get; }

    public Guid Template { get; }

    public Guid Version { get; }

    public Workspace Workspace { get; }

    public static async Task<SmallWorld> BeginAsync(PostgresServer postgres, StorageEmulator storage, Dialect dialect = Dialect.Columns)
    {
        var coder = await postgres.NewCoderAsync(dialect);
        await coder.BeginAsync();
        var user = await coder.AddUserAsync("ann");
        var template = await coder.AddTemplateAsync("docker");
        var version = await coder.AddVersionAsync(template, Times.Long);
        var workspace = await coder.AddWorkspaceAsync(user, template, "dev");
        return new SmallWorld(coder, await InsightsApp.StartAsync(storage, Times.Now), user, template, version, workspace);
    }

    /// <summary>Reports each 30 seconds.</summary>
    public Task WorkAsync(DateTime from, int minutes, string app = "vscode") =>
        Coder.ReportAsync(Enumerable.Range(0, minutes * 2).Select(half => Report.Of(Workspace, from.AddSeconds(30 * half), app, 10 + (half % 7))));

    /// <summary>Asserts the figures of the last days.</summary>
    public Task AssertFiguresAsync(int days = 2) => Figures.AssertEqualAsync(Coder, App, App.Clock.GetUtcNow().UtcDateTime.AddDays(-days));

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
