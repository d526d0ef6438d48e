namespace Insights.Functions.Storage;

/// <summary>An officer as he was when he did something about a reveal.</summary>
/// <param name="Subject">How the issuer names him: that is who he is.</param>
/// <param name="UserId">The user of the catalog that he was; null for none.</param>
/// <param name="Name">What people call him: his unique name, or else the subject.</param>
public sealed record RevealOfficer(string Subject, Guid? UserId, string Name);
