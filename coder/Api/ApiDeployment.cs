using System.Net;
using Insights.Coder.Following;
using Insights.Coder.Items;
using Insights.Coder.Sending;
using Insights.Coder.State;

namespace Insights.Coder.Api;

/// <summary>A deployment that is read by its API.</summary>
internal sealed class ApiDeployment : IDeployment
{
    private readonly CoderApi _api;
    private readonly SourceOptions _options;
    private readonly Sender _sender;
    private readonly ApiCatalog _organization;
    private readonly CatalogFollower _catalog;
    private readonly ApiBuildFollower _builds;
    private readonly ApiUsageReader _usage;
    private readonly ApiUsageFollower _follower;
    private readonly HistoryImporter _history;
    private readonly SentItems<UserItem> _people = new(IngestList.Users, item => item.Id);

    public ApiDeployment(CoderApi api, IInsightsSink sink, Sender sender, SourceOptions options, TimeProvider clock)
    {
        (_api, _sender, _options) = (api, sender, options);
        _organization = new ApiCatalog(api);
        _catalog = new CatalogFollower(_organization, sender);
        _builds = new ApiBuildFollower(api, _organization, sender, options);
        _usage = new ApiUsageReader(api, clock);
        _follower = new ApiUsageFollower(_usage, sender, options);
        _history = new HistoryImporter(_usage, sink, options, clock);
    }

    public string Name => _api.Name;

    public SourceKind Kind => SourceKind.Api;

    public IReadOnlyList<string> Omits =>
    [
        "In which applications time was spent: Coder's API tells it of all users together. All of it counts as an unknown application.",
        "Latencies of the last three hours: they come when Coder changes them no more.",
        "Builds of workspaces that were deleted before they were read.",
        "When users changed their status before this source began, and deletions of users.",
        "Who somebody is at the issuer that people sign in with.",
        .. _organization.HasGroups == false ? ["Groups and lists of templates: Coder has no license for them, or the token may not read them."] : Array.Empty<string>(),
    ];

    public async Task<Guid> IdentifyAsync(CancellationToken cancellationToken) =>
        await _organization.ReadDeploymentAsync(cancellationToken)
            ?? throw new DeploymentUnknownException($"The token sees no default organization of Coder at {Name}: its user must be a member of it, or may read all organizations.");

    public async Task<Poll> PollAsync(
        SourceTerms terms, SourceState state, DateTime now, bool sweep, Func<SourceState, CancellationToken, Task> save, CancellationToken cancellationToken)
    {
        var poll = new Poll(terms, state, now, sweep);
        if (!(now - state.CatalogAt < _options.CatalogInterval))
        {
            await _catalog.RunAsync(poll, cancellationToken);
        }

        if (sweep || !(now - state.BuildsAt < _options.BuildsInterval))
        {
            await _builds.RunAsync(poll, cancellationToken);
        }

        try
        {
            await _follower.RunAsync(poll, save, cancellationToken);
        }
        catch (CoderApiException e) when (e.Status == HttpStatusCode.NotFound)
        {
            poll.Report(
                $"{e.Message} Insights are there for tokens that may view those of all templates, and not where CODER_STATS_COLLECTION_USAGE_STATS_ENABLE is false.");
        }

        await SendPeopleAsync(poll, cancellationToken);
        poll.State = poll.State with { Omits = Omits };
        return poll;
    }

    public Task<(SourceState State, HistoryProgress Progress)?> ReadHistoryAsync(SourceState state, SourceTerms terms, CancellationToken cancellationToken) =>
        _history.RunAsync(state, terms, cancellationToken);

    public bool Forget(Exception e) => false;

    public string? Explain(Exception e) => e is CoderApiException ? e.Message : null;

    // The names of those whom the list of users does not have.
    private async Task SendPeopleAsync(Poll poll, CancellationToken cancellationToken)
    {
        var listed = _organization.Users.ToHashSet();
        if (listed.Count == 0)
        {
            return;
        }

        var others = _people.Changed(_usage.People().Where(person => !listed.Contains(person.Id) && person.Username.Length > 0));
        poll.Count(await _sender.SendAsync(_people.List, others, cancellationToken));
        _people.Add(others);
    }
}
