namespace Insights.Functions.Usage;

/// <summary>
/// What every segment holds to, checked of each one that is read: the scans that reports are made of rely on it.
/// </summary>
internal static class CanonicalForm
{
    /// <exception cref="SegmentFormatException">The segment is not in its canonical form.</exception>
    public static void Check(UsageSegment segment)
    {
        Require(Ascend(segment.Users, Comparer<Guid>.Default), "users are not in order");
        Require(Ascend(segment.Agents, Comparer<Guid>.Default), "agents are not in order");
        Require(Ascend(segment.SessionNames, StringComparer.Ordinal), "session names are not in order");
        Require(Ascend(segment.AppNames, StringComparer.Ordinal), "app names are not in order");
        Require(Ascend(segment.UserStarts, Comparer<int>.Default), "a user has no bucket");
        for (var bucket = 0; bucket < segment.BucketCount; bucket++)
        {
            Require(NamesAscend(segment.Sessions, bucket) && NamesAscend(segment.Apps, bucket), "names of a bucket are not in order");
            Require(SamplesAscend(segment.Samples, bucket), "samples of a bucket are not in order");
            Require(float.IsNaN(segment.Medians[bucket]) || IsLatency(segment.Medians[bucket]), "a median is no latency");
        }

        foreach (var latency in segment.Samples.Latencies)
        {
            Require(IsLatency(latency), "a sample is no latency");
        }
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new SegmentFormatException($"The segment is not in its canonical form: {otherwise}.");
        }
    }

    private static bool IsLatency(float value) => value > 0 && float.IsFinite(value);

    private static bool Ascend<T>(T[] values, IComparer<T> order)
    {
        for (var i = 1; i < values.Length; i++)
        {
            if (order.Compare(values[i - 1], values[i]) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool NamesAscend(MaskColumn column, int bucket)
    {
        for (var i = column.Starts[bucket] + 1; i < column.Starts[bucket + 1]; i++)
        {
            if (column.Names[i - 1] >= column.Names[i])
            {
                return false;
            }
        }

        return true;
    }

    private static bool SamplesAscend(SampleColumn column, int bucket)
    {
        for (var i = column.Starts[bucket] + 1; i < column.Starts[bucket + 1]; i++)
        {
            if ((column.Agents[i - 1], column.Offsets[i - 1]).CompareTo((column.Agents[i], column.Offsets[i])) >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
