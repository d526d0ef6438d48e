namespace Insights.Functions.Usage;

/// <summary>Minutes under one name that are being put in their place.</summary>
internal readonly record struct PendingMinutes(int Bucket, int Name, uint Minutes);
