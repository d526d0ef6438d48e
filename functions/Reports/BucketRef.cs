namespace Insights.Functions.Reports;

/// <summary>A bucket where it lies in its segment, and the minutes it was used in, of which there is at least one.</summary>
internal readonly record struct BucketRef(ScanSource Source, int Bucket, uint UsageMinutes);
