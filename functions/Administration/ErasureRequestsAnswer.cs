namespace Insights.Functions.Administration;

/// <summary>Who asks to be erased; who has waited for longest first.</summary>
internal sealed record ErasureRequestsAnswer(IReadOnlyList<ErasureRequestsAnswer.ErasureRequest> Requests)
{
    internal sealed record ErasureRequest(Guid UserId, DateTimeOffset RequestedAt);
}
