namespace Insights.Functions.Sources;

/// <summary>The revision of a state that was stored.</summary>
internal sealed record SourceRevisionAnswer(string Revision);
