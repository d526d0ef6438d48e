namespace Insights.Functions.Sources;

/// <summary>The revision of a state that was stored.</summary>
/// <param name="Revision">What to give as <c>revision</c> with the next state.</param>
internal sealed record SourceRevisionAnswer(string Revision);
