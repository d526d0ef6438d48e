using Insights.Coder.Items;
using Insights.Coder.Sending;

namespace Insights.Coder.Following;

/// <summary>Reads organizations, users, groups, templates and who may do what, whole, and sends what differs from the last time.</summary>
internal sealed class CatalogFollower(ICatalog catalog, Sender sender)
{
    private readonly SentItems<OrganizationItem> _organizations = new(IngestList.Organizations, item => item.Id);
    private readonly SentItems<UserItem> _users = new(IngestList.Users, item => item.Id);
    private readonly SentItems<UserItem> _subjects = new(IngestList.Users, item => item.Id);
    private readonly SentItems<GroupItem> _groups = new(IngestList.Groups, item => item.Id);
    private readonly SentItems<TemplateItem> _templates = new(IngestList.Templates, item => item.Id);
    private readonly SentItems<UserAccess> _roles = new(IngestList.UserAccess, item => item.Id);
    private readonly SentItems<TemplateAccess> _lists = new(IngestList.TemplateAccess, item => item.Id);

    /// <summary>Reads the whole and sends what is new.</summary>
    public async Task RunAsync(Poll poll, CancellationToken cancellationToken)
    {
        await SendAsync(poll, _organizations, await catalog.ReadOrganizationsAsync(cancellationToken), cancellationToken);
        await SendUsersAsync(poll, cancellationToken);
        await SendAsync(poll, _groups, await catalog.ReadGroupsAsync(cancellationToken), cancellationToken);
        await SendAsync(poll, _templates, await catalog.ReadTemplatesAsync(cancellationToken), cancellationToken);
        if (poll.Terms.FollowsAccess)
        {
            await SendAccessAsync(poll, cancellationToken);
        }

        poll.State = poll.State with { CatalogAt = poll.Now };
    }

    // Who somebody is at the issuer goes after the rest: the service may refuse to change a sign-in, and takes the user all the same.
    private async Task SendUsersAsync(Poll poll, CancellationToken cancellationToken)
    {
        var users = await catalog.ReadUsersAsync(poll.Terms.FollowsAccess, cancellationToken);
        await SendAsync(poll, _users, users.Select(user => user with { OidcSubject = null }), cancellationToken);
        await SendAsync(
            poll,
            _subjects,
            users.Where(user => user.OidcSubject is not null).Select(user => new UserItem(user.Id, user.Username) { OidcSubject = user.OidcSubject }),
            cancellationToken);
    }

    private async Task SendAccessAsync(Poll poll, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(poll, _roles, await catalog.ReadRolesAsync(cancellationToken), cancellationToken);
            await SendAsync(poll, _lists, await catalog.ReadListsAsync(cancellationToken), cancellationToken);
        }
        catch (SinkRefusedException e)
        {
            poll.Report(e.Message);
        }
    }

    private async Task SendAsync<T>(Poll poll, SentItems<T> sent, IEnumerable<T> items, CancellationToken cancellationToken)
    {
        var all = items.ToArray();
        poll.Read(all.Length);
        var changed = sent.Changed(all);
        poll.Count(await sender.SendAsync(sent.List, changed, cancellationToken));
        sent.Add(changed);
    }
}
