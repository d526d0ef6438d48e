namespace Insights.Functions.Tests.Aggregation;

/// <summary>The process would be gone at this point.</summary>
internal sealed class CrashException : Exception;
