using Insights.Coder.State;

namespace Insights.Coder.Sending;

/// <summary>What a service knows of a source, and on which terms it takes what the source sends.</summary>
/// <param name="State">What the source left when it was last here; null when it never was.</param>
/// <param name="Revision">Which writing of the state that is; null with <paramref name="State"/>.</param>
/// <param name="Retention">How long usage is kept.</param>
/// <param name="FollowsAccess">Whether roles and lists are to be those of the source.</param>
public sealed record SourceTerms(SourceState? State, string? Revision, TimeSpan Retention, bool FollowsAccess);
