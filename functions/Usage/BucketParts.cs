namespace Insights.Functions.Usage;

/// <summary>Which parts of a bucket an edit keeps.</summary>
internal enum BucketParts
{
    /// <summary>The bucket is left out.</summary>
    None,

    /// <summary>Its minutes and its settled median, but not its samples.</summary>
    AllButSamples,

    /// <summary>The bucket as it is.</summary>
    All,
}
