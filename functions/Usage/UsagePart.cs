namespace Insights.Functions.Usage;

/// <summary>The encoded segment of one template and one half-hour.</summary>
/// <param name="Template">The template.</param>
/// <param name="HalfHour">The half-hour that all its buckets are of.</param>
/// <param name="Segment">The segment as <see cref="SegmentCodec"/> wrote it.</param>
public readonly record struct UsagePart(Guid Template, HalfHour HalfHour, ReadOnlyMemory<byte> Segment);
