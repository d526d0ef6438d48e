namespace Insights.Functions.Access;

/// <summary>What became of roles and lists that a source told.</summary>
/// <param name="Told">Of how many users and templates it told.</param>
/// <param name="Changed">How many are otherwise from now on.</param>
/// <param name="Kept">How many were set here and stay as they are.</param>
public sealed record SourcedAccessOutcome(int Told, int Changed, int Kept);
