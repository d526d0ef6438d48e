namespace Insights.Functions.Storage;

/// <summary>Something that people were told, and are not to be told again.</summary>
/// <param name="Key">What it is.</param>
/// <param name="Text">What they were told.</param>
/// <param name="Since">When.</param>
public sealed record ToldNotice(string Key, string Text, DateTimeOffset Since);
