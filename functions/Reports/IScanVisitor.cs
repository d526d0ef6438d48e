namespace Insights.Functions.Reports;

/// <summary>What a report does with each half-hour of each user.</summary>
internal interface IScanVisitor
{
    /// <summary>The number of the app that a name stands for in a template; -1 for one that is not listed.</summary>
    int AppOf(int template, string name) => -1;

    /// <summary>A user gets its number, before it is visited for the first time.</summary>
    void Meet(int user, Guid id)
    {
    }

    /// <summary>
    /// A half-hour of a user, with a bucket for each template that it used, of which there is at least one.
    /// </summary>
    void Visit(int user, int halfHour, ReadOnlySpan<BucketRef> buckets);
}
