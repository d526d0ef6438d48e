using Insights.Coder.Following;
using Insights.Coder.Items;
using Insights.Coder.Reading;
using Insights.Coder.Sending;

namespace Insights.Coder.Api;

/// <summary>
/// Reads the builds of the workspaces that there are, as far back as usage is kept, and the parameters of the versions that they are of.
/// A workspace that has been deleted is not listed: what was not read of it before is not known.
/// </summary>
internal sealed class ApiBuildFollower(CoderApi api, ApiCatalog catalog, Sender sender, SourceOptions options)
{
    private readonly Dictionary<Guid, (Guid Build, bool Done)> _latest = [];
    private readonly HashSet<Guid> _sent = [];
    private readonly HashSet<Guid> _versions = [];

    /// <summary>Reads and sends what is new.</summary>
    public async Task RunAsync(Poll poll, CancellationToken cancellationToken)
    {
        // Before a restart builds were read up to here; those that were under way then are read again.
        var since = poll.State.BuildsAt - options.SweepOverlap is { } read && read > poll.KeptSince ? read : poll.KeptSince;
        var workspaces = await api.GetAllAsync(
            "workspaces", "", ApiJson.Default.WorkspacesAnswer, page => page.Workspaces, workspace => workspace.Id, afterId: false, cancellationToken);
        var versions = catalog.ActiveVersions.Where(active => active.Version != Guid.Empty).DistinctBy(active => active.Version).ToDictionary(active => active.Version, active => active.Template);
        foreach (var workspace in workspaces)
        {
            var latest = (workspace.LatestBuild.Id, Done: workspace.LatestBuild.Job.CompletedAt is not null);
            var isKnown = _latest.TryGetValue(workspace.Id, out var known);
            if (isKnown ? known == latest : workspace.LatestBuild.CreatedAt.UtcDateTime < since)
            {
                continue;
            }

            // One that took long is older than what was read last.
            var from = workspace.LatestBuild.CreatedAt.UtcDateTime < since ? poll.KeptSince : since;
            foreach (var version in await SendAsync(poll, workspace, from, cancellationToken))
            {
                versions[version] = workspace.TemplateId;
            }

            _latest[workspace.Id] = latest;
        }

        await SendVersionsAsync(poll, versions, cancellationToken);
        poll.State = poll.State with { BuildsAt = poll.Now };
    }

    private async Task<IEnumerable<Guid>> SendAsync(Poll poll, WorkspaceAnswer workspace, DateTime since, CancellationToken cancellationToken)
    {
        var known = await api.GetAllAsync(
            $"workspaces/{workspace.Id}/builds", $"since={Uri.EscapeDataString($"{since:yyyy-MM-dd'T'HH:mm:ss'Z'}")}&", ApiJson.Default.ListBuildAnswer, page => page, build => build.Id, afterId: false, cancellationToken);
        var builds = new List<Build>();
        var done = new List<Guid>();
        foreach (var build in known.Where(build => !_sent.Contains(build.Id)))
        {
            var parameters = await api.FindAsync($"workspacebuilds/{build.Id}/parameters", "", ApiJson.Default.ListBuildParameter, cancellationToken) ?? [];
            builds.Add(ItemOf(workspace, build, parameters));
            if (build.Job.CompletedAt is not null)
            {
                done.Add(build.Id);
            }
        }

        poll.Read(builds.Count);
        poll.Count(await sender.SendAsync(IngestList.Builds, builds, cancellationToken));
        _sent.UnionWith(done);
        return known.Select(build => build.TemplateVersionId);
    }

    // A version never changes once its job has ended.
    private async Task SendVersionsAsync(Poll poll, Dictionary<Guid, Guid> versions, CancellationToken cancellationToken)
    {
        var items = new List<VersionItem>();
        foreach (var (version, template) in versions.Where(version => !_versions.Contains(version.Key)))
        {
            if (await api.FindAsync($"templateversions/{version}/rich-parameters", "", ApiJson.Default.ListParameterAnswer, cancellationToken) is { } parameters)
            {
                items.Add(new VersionItem(version, template, parameters.ConvertAll(ItemOf)));
            }
        }

        poll.Read(items.Count);
        poll.Count(await sender.SendAsync(IngestList.Versions, items, cancellationToken));
        _versions.UnionWith(items.Select(item => item.Id));
    }

    private static Build ItemOf(WorkspaceAnswer workspace, BuildAnswer build, List<BuildParameter> parameters) => new(
        build.Id,
        workspace.Id,
        Fit.Name(workspace.Name),
        build.InitiatorId == ApiCatalog.Prebuilds ? ApiCatalog.Prebuilds : workspace.OwnerId,
        workspace.TemplateId,
        build.TemplateVersionId,
        build.BuildNumber,
        build.CreatedAt.UtcDateTime,
        parameters.ConvertAll(parameter => new BuildParameter(Fit.Name(parameter.Name), Fit.Value(parameter.Value))),
        [.. (build.Resources ?? []).SelectMany(resource => resource.Agents ?? []).Select(agent => new BuildAgent(
            agent.Id,
            Fit.Name(agent.Name),
            [.. (agent.Apps ?? []).Select(app => new BuildApp(app.Slug, Fit.Name(app.DisplayName ?? ""), Fit.Url(app.Icon ?? ""), CreatedAt: null))]))]);

    private static VersionParameter ItemOf(ParameterAnswer parameter) => new(
        Fit.Name(parameter.Name),
        Fit.Name(parameter.DisplayName ?? ""),
        Fit.Name(parameter.Type ?? ""),
        Fit.Text(parameter.Description ?? ""),
        Fit.Text(parameter.DefaultValue ?? ""),
        [.. (parameter.Options ?? []).Select(option => new ParameterOption(
            Fit.Name(option.Name ?? ""), Fit.Text(option.Description ?? ""), Fit.Text(option.Value ?? ""), Fit.Url(option.Icon ?? "")))]);
}
