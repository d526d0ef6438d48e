using Insights.Coder.Items;
using Insights.Coder.State;

namespace Insights.Coder.Sending;

/// <summary>Where a source puts what it read: a service at the other end of HTTP, or the one that it runs in.</summary>
public interface IInsightsSink
{
    /// <summary>What the service knows of a source, and on which terms it takes what the source sends.</summary>
    Task<SourceTerms> OpenAsync(Guid source, CancellationToken cancellationToken);

    /// <summary>Keeps the state of a source.</summary>
    /// <returns>The revision it has now.</returns>
    /// <exception cref="StateConflictException">Somebody else has written it since <paramref name="revision"/>.</exception>
    Task<string> SaveAsync(SourceState state, string? revision, CancellationToken cancellationToken);

    /// <summary>Sends a body of ingest; when this returns it is durable.</summary>
    /// <param name="list">The list it has.</param>
    /// <param name="body">The JSON of the body.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ItemsRefusedException">Some of the items are wrong; none was taken.</exception>
    /// <exception cref="BodyTooLargeException">It is too much at once; nothing was taken.</exception>
    /// <exception cref="SinkException">The service could not take it, or would not.</exception>
    Task SendAsync(IngestList list, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>Takes usage of a UTC day as counts; when this returns it is durable. Taking it again changes nothing.</summary>
    /// <returns>How many could not be taken: their counts contradict themselves.</returns>
    Task<int> ImportAsync(DateOnly day, IReadOnlyList<UsageBucket> buckets, CancellationToken cancellationToken);
}
