namespace Insights.Coder.Following;

/// <summary>It cannot be told which deployment a database is of.</summary>
public sealed class DeploymentUnknownException(string message) : Exception(message);
