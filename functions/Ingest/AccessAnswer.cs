namespace Insights.Functions.Ingest;

/// <summary>The answer to roles and lists that were told.</summary>
/// <param name="Accepted">Of how many users and templates they were.</param>
/// <param name="Changed">How many are otherwise from now on.</param>
/// <param name="Kept">How many were set here and stay as they are.</param>
internal sealed record AccessAnswer(int Accepted, int Changed, int Kept);
