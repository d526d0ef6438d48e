namespace Insights.Functions.Storage;

/// <summary>A row that is to take the place of others.</summary>
/// <param name="Key">Its key, which sorts after theirs.</param>
/// <param name="Bytes">The segment.</param>
/// <param name="Late">When the latest of the late usage in it came; null without any.</param>
/// <param name="NamesLeftOut">Whether there were more names than a segment may have.</param>
internal readonly record struct MergedRow(string Key, byte[] Bytes, DateTimeOffset? Late, bool NamesLeftOut = false);
