using Insights.Local.Coder;

namespace Insights.Coder.Tests.World;

/// <summary>What people do in a deployment, at random: the same seed does the same.</summary>
internal sealed class Activity(CoderWorld world, Dialect dialect, int seed)
{
    // One name of each family: how far two names of one overlapped is not known of what Coder has added up by name.
    private static readonly string[] Names = ["vscode", "jetbrains", "reconnecting_pty", "ssh", "sftp", "emacs"];

    private static readonly string[] Apps = ["jupyter", "code-server", "8080", "[terminal]"];

    private readonly Random _random = new(seed);
    private readonly List<Workspace> _workspaces = [];

    public IReadOnlyList<Workspace> Workspaces => _workspaces;

    /// <summary>Templates, users, workspaces with a build each.</summary>
    public async Task SetUpAsync(DateTime at)
    {
        await world.BeginAsync();
        await PeopleAsync(at);
    }

    /// <summary>The same in a deployment that has begun.</summary>
    public async Task PeopleAsync(DateTime at)
    {
        var templates = new[] { await world.AddTemplateAsync("docker"), await world.AddTemplateAsync("kubernetes") };
        var versions = new List<Guid>();
        foreach (var template in templates)
        {
            var version = await world.AddVersionAsync(template, at);
            await world.AddParameterAsync(version, "region", """[{"name": "Europe", "value": "eu"}, {"name": "America", "value": "us", "icon": "/us.svg"}]""", at);
            versions.Add(version);
        }

        for (var number = 0; number < 4; number++)
        {
            var user = await world.AddUserAsync($"user{number}", at.AddDays(-number));
            for (var template = 0; template < templates.Length; template++)
            {
                var workspace = await world.AddWorkspaceAsync(user, templates[template], $"work{number}{template}");
                var build = await world.BuildAsync(workspace, versions[template], 1, at.AddHours(number), ("region", number % 2 == 0 ? "eu" : "us"));
                await world.FinishAsync(build, workspace, at.AddHours(number).AddMinutes(2), ("jupyter", "Jupyter"), ("code-server", $"Code {number}"));
                _workspaces.Add(workspace);
            }
        }
    }

    /// <summary>Work from one time to another, in bouts.</summary>
    public async Task WorkAsync(DateTime from, DateTime to, int bouts)
    {
        for (var bout = 0; bout < bouts; bout++)
        {
            var workspace = _workspaces[_random.Next(_workspaces.Count)];
            var start = from + ((to - from) * _random.NextDouble());
            start = new DateTime(start.Ticks / 10 * 10, DateTimeKind.Utc);
            var end = Earlier(start.AddMinutes(_random.Next(1, 80)), to);
            await world.ReportAsync(Reports(workspace, start, end));
            if (_random.Next(2) == 0)
            {
                await world.OpenAsync(
                    workspace, workspace.Owner, Apps[_random.Next(Apps.Length)], start.AddSeconds(_random.Next(60)), Earlier(start.AddSeconds(_random.Next(9000)), to));
            }
        }
    }

    private IEnumerable<Report> Reports(Workspace workspace, DateTime start, DateTime end)
    {
        var names = Names.Take(dialect == Dialect.Columns ? 4 : Names.Length).ToArray();
        for (var at = start; at < end; at = at.AddSeconds(30))
        {
            var sessions = names.Where(_ => _random.Next(4) == 0).ToDictionary(name => name, _ => (long)_random.Next(1, 3));
            var latency = _random.Next(3) == 0 ? Report.NoLatency : Math.Round(5 + (_random.NextDouble() * 200), 3);
            yield return new Report(workspace, at, sessions, _random.Next(3), latency);
        }
    }

    private static DateTime Earlier(DateTime left, DateTime right) => left < right ? left : right;
}
