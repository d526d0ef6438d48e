using Insights.Coder.State;

namespace Insights.Functions.Sources;

/// <summary>What a source is told when it comes.</summary>
/// <param name="Revision">The revision of the state; null where there is none yet.</param>
/// <param name="RetentionDays">For how many days usage is kept: what is older need not be sent.</param>
/// <param name="FollowsAccess">Whether roles and lists are taken from a source.</param>
/// <param name="State">The state that the source left; null where there is none yet.</param>
internal sealed record SourceTermsAnswer(string? Revision, int RetentionDays, bool FollowsAccess, SourceState? State);
