using Insights.Functions.Storage;

namespace Insights.Functions.Access.Sessions;

/// <summary>The ids of sessions.</summary>
public sealed class SessionIds(SessionTable sessions, TimeProvider clock) : KnownIds(sessions.GetIdsAsync, clock);
