namespace Insights.Functions.Storage;

/// <summary>How far the erasure of a user has got.</summary>
/// <param name="Id">The id of the operation.</param>
/// <param name="User">The user.</param>
/// <param name="RequestedAt">When it was asked for: what the user did until then is erased.</param>
/// <param name="CompletedAt">When no row held the user any more; null while it goes on.</param>
/// <param name="Templates">How many templates have been gone through.</param>
/// <param name="Rows">How many rows were rewritten.</param>
public sealed record ErasureOperation(
    Guid Id, Guid User, DateTimeOffset RequestedAt, DateTimeOffset? CompletedAt, int Templates, int Rows);
