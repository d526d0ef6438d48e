namespace Insights.Functions.Usage;

/// <summary>Bytes that are no segment or message of a known version, or not all of one.</summary>
public sealed class SegmentFormatException : FormatException
{
    /// <summary>With a message that says what was wrong and where.</summary>
    public SegmentFormatException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and what caused it.</summary>
    public SegmentFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With a default message.</summary>
    public SegmentFormatException()
        : base("The bytes are not a usage segment.")
    {
    }
}
