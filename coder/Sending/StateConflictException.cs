namespace Insights.Coder.Sending;

/// <summary>Another source of the same deployment is at work.</summary>
public sealed class StateConflictException : SinkException
{
    /// <summary>With what it means.</summary>
    public StateConflictException()
        : base("Another source follows the same Coder into the same service. One is enough; this one looks again in a minute.")
    {
    }
}
