namespace Insights.Coder.Sending;

/// <summary>The service could not take what was sent, or would not. What was read is read and sent again.</summary>
public class SinkException : Exception
{
    /// <summary>Without more to say.</summary>
    public SinkException()
    {
    }

    /// <summary>With what went wrong, in words for an operator.</summary>
    public SinkException(string message)
        : base(message)
    {
    }

    /// <summary>With what went wrong, in words for an operator, and its cause.</summary>
    public SinkException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
