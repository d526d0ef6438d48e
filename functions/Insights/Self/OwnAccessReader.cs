using Insights.Functions.Access;
using Insights.Functions.Catalog;
using Insights.Functions.Storage;

namespace Insights.Functions.Insights.Self;

/// <summary>Reads what is stored of a user's access: roles, lists, tokens, sessions, and the audit.</summary>
public sealed class OwnAccessReader(RoleTable roles, AclTable lists, TokenTable tokens, SessionTable sessions, AuditTable audit)
{
    private const int AuditPage = 1000;

    internal async Task<OwnData.RolesEntry> RolesAsync(User user, CancellationToken cancellationToken)
    {
        var held = await roles.FindAsync(user.Id, cancellationToken);
        return new(held.Site, held.Organizations);
    }

    /// <summary>The lists that he is on, himself or as a member of a group or organization.</summary>
    internal async Task<IReadOnlyList<OwnData.Listing>> ListsAsync(User user, IReadOnlySet<Guid> groups, CancellationToken cancellationToken) =>
    [
        .. from list in (await lists.GetAsync(cancellationToken)).Values
           orderby list.TemplateId
           from listing in (OwnData.Listing[])
           [
               .. list.Users.Where(entry => entry.Key == user.Id).Select(entry => new OwnData.Listing(list.TemplateId, entry.Value, GroupId: null)),
               .. list.Groups.Where(entry => groups.Contains(entry.Key)).OrderBy(entry => entry.Key).Select(entry => new OwnData.Listing(list.TemplateId, entry.Value, entry.Key)),
           ]
           select listing,
    ];

    /// <summary>His tokens, and the browsers that are signed in by them or by the issuer; of secrets not even digests.</summary>
    internal async Task<(IReadOnlyList<OwnData.Token> Tokens, IReadOnlyList<OwnData.Session> Sessions)> CredentialsAsync(User user, CancellationToken cancellationToken)
    {
        ApiToken[] own = [.. (await tokens.GetAsync(cancellationToken)).Where(token => token.Owner == user.Id)];
        var signedIn = new List<BrowserSession>();
        foreach (var (via, credential) in own.Select(token => (BrowserSession.Token, token.Id)).Append((BrowserSession.SignIn, user.OidcSubject)).Where(holder => holder.Item2.Length > 0))
        {
            signedIn.AddRange(await sessions.GetAsync(StorageKeys.SessionHolder(via, credential), cancellationToken));
        }

        return (
            [.. own.Select(token => new OwnData.Token(token.Id, token.Name, ScopeNames.Of(token.Scopes), token.CreatedAt, token.ExpiresAt, token.LastUsedAt))],
            [.. signedIn.Select(session => new OwnData.Session(session.Via, session.CreatedAt, session.ExpiresAt, session.LastUsedAt))]);
    }

    /// <summary>What he did, and what was done about him, newest first. A change is there where it is of him alone.</summary>
    internal async Task<IReadOnlyList<OwnData.Act>> AuditAsync(User user, CancellationToken cancellationToken)
    {
        var (acts, id, after) = (new List<OwnData.Act>(), user.Id.ToString(), (string?)null);
        do
        {
            (var entries, after) = await audit.GetAsync(after, AuditPage, cancellationToken);
            acts.AddRange(
                from entry in entries
                let isOfHim = entry.Target == id
                where isOfHim || entry.ActorId == user.Id || (entry.ActorId is null && entry.Via == BrowserSession.SignIn && entry.Credential == user.OidcSubject)
                    || entry.Change?.GetRawText().Contains(id, StringComparison.Ordinal) == true
                select new OwnData.Act(entry.Time, entry.Action, entry.Target, new(entry.ActorId, entry.Via), isOfHim ? entry.Change : null));
        }
        while (after is not null);
        return acts;
    }
}
