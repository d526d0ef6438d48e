using Azure;
using Insights.Functions.Usage;

namespace Insights.Functions.Storage;

/// <summary>How far the erasure of a user has got.</summary>
/// <param name="Id">The id of the operation.</param>
/// <param name="User">The user.</param>
/// <param name="Until">The last half-hour that is erased.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="ProgressedAt">When its last step ended.</param>
/// <param name="CompletedAt">When all templates had been gone through; null while it goes on.</param>
/// <param name="After">The last template that has been gone through; null before the first.</param>
/// <param name="Templates">How many templates have been gone through.</param>
/// <param name="Rows">How many rows were rewritten.</param>
public sealed record ErasureOperation(
    Guid Id,
    Guid User,
    HalfHour Until,
    DateTimeOffset RequestedAt,
    DateTimeOffset ProgressedAt,
    DateTimeOffset? CompletedAt,
    Guid? After,
    int Templates,
    int Rows)
{
    /// <summary>The version that was read.</summary>
    internal ETag ETag { get; init; }
}
