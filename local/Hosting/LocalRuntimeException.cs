namespace Insights.Local.Hosting;

/// <summary>
/// Something the user can mend; the message says how. Tests and libraries catch it like any other; in a program that does not, the
/// message alone is printed and the process ends with <see cref="ExitCode"/>.
/// </summary>
public sealed class LocalRuntimeException : Exception
{
    /// <summary>A failure with exit code 1.</summary>
    public LocalRuntimeException()
    {
    }

    /// <summary>A failure with exit code 1.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public LocalRuntimeException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with exit code 1.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public LocalRuntimeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal LocalRuntimeException(string message, int exitCode)
        : base(message) => ExitCode = exitCode;

    /// <summary>0 where only the usage was asked for, 1 for a failure, 2 for a wrong command line.</summary>
    public int ExitCode { get; } = 1;
}
