namespace Insights.Collector;

/// <summary>What the program was asked.</summary>
/// <param name="Coder">The Coder to read.</param>
/// <param name="Insights">The service.</param>
/// <param name="TokenFile">The file with its token.</param>
/// <param name="Once">Whether to end when what there is has been read.</param>
/// <param name="Verbose">Whether each poll is worth a line.</param>
internal sealed record CollectorOptions(CoderChoice Coder, Uri Insights, FileInfo TokenFile, bool Once, bool Verbose);
