namespace Insights.Local.Demo;

/// <summary>The server would not take a body, and sending it again would not help. The message has what the server said.</summary>
internal sealed class IngestRefusedException(string message) : Exception(message);
