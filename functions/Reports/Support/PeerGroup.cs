namespace Insights.Functions.Reports.Support;

/// <summary>People whose usage is compared.</summary>
/// <param name="Id">The group, or the organization where somebody is in no group.</param>
/// <param name="Name">Its name.</param>
/// <param name="Members">The users in it.</param>
public sealed record PeerGroup(Guid Id, string Name, IReadOnlyCollection<Guid> Members);
