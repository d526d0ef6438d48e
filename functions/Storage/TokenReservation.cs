namespace Insights.Functions.Storage;

/// <summary>A token that is about to be made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When that was said.</param>
public sealed record TokenReservation(string Id, DateTimeOffset At);
