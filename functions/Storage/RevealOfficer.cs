namespace Insights.Functions.Storage;

/// <summary>An officer, by ids alone: names are the catalog's.</summary>
/// <param name="Subject">How the issuer names him: that is who he is.</param>
/// <param name="UserId">The user of the catalog that he was when he did something about a reveal; null for none.</param>
public sealed record RevealOfficer(string Subject, Guid? UserId);
