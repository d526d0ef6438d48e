namespace Insights.Coder.Sending;

/// <summary>A body is too much at once.</summary>
public sealed class BodyTooLargeException(string message) : SinkException(message);
