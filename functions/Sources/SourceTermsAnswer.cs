using Insights.Coder.State;

namespace Insights.Functions.Sources;

/// <summary>What a source is told when it comes.</summary>
internal sealed record SourceTermsAnswer(string? Revision, int RetentionDays, bool FollowsAccess, SourceState? State);
