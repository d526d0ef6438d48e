namespace Insights.Functions.Administration;

/// <summary>Who asks to be erased; who has waited for longest first.</summary>
/// <param name="Requests">The requests.</param>
internal sealed record ErasureRequestsAnswer(IReadOnlyList<ErasureRequestsAnswer.ErasureRequest> Requests)
{
    /// <summary>Somebody asks to be erased.</summary>
    /// <param name="UserId">The id of the user.</param>
    /// <param name="RequestedAt">Since when.</param>
    internal sealed record ErasureRequest(Guid UserId, DateTimeOffset RequestedAt);
}
