namespace Insights.Functions.Http.Operations;

/// <summary>What the head of an answer may say beside it.</summary>
/// <param name="Name">The name of the header.</param>
/// <param name="Description">What it says, and when it is absent.</param>
public sealed record AnswerHeader(string Name, string Description);
