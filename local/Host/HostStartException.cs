namespace DevelopmentHost;

/// <summary>Something that whoever starts the host can mend: a setting, a route, a worker that does not start. The message says what.</summary>
public sealed class HostStartException : Exception
{
    /// <summary>Without a message.</summary>
    public HostStartException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What is wrong, and what would be right.</param>
    public HostStartException(string message)
        : base(message)
    {
    }

    /// <summary>With a cause.</summary>
    /// <param name="message">What is wrong, and what would be right.</param>
    /// <param name="innerException">The cause.</param>
    public HostStartException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
