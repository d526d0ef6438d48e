namespace Insights.Coder.Sending;

/// <summary>The service refuses a kind of items whatever they are, such as for want of a scope.</summary>
public sealed class SinkRefusedException(string message) : SinkException(message);
