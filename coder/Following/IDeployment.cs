using Insights.Coder.Sending;
using Insights.Coder.State;

namespace Insights.Coder.Following;

/// <summary>A Coder deployment, as it can be read.</summary>
internal interface IDeployment
{
    /// <summary>Where it is read, without any secret.</summary>
    string Name { get; }

    /// <summary>How it is read.</summary>
    SourceKind Kind { get; }

    /// <summary>What cannot be known this way, a sentence each.</summary>
    IReadOnlyList<string> Omits { get; }

    /// <summary>The id of its default organization, which no two deployments share.</summary>
    /// <exception cref="DeploymentUnknownException">It cannot be told.</exception>
    Task<Guid> IdentifyAsync(CancellationToken cancellationToken);

    /// <summary>Reads and sends everything that is new.</summary>
    /// <param name="terms">Those of the service.</param>
    /// <param name="state">What was done before.</param>
    /// <param name="now">The time.</param>
    /// <param name="sweep">Whether to look for what may come late too.</param>
    /// <param name="save">Keeps a state; called before what it promises is done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<Poll> PollAsync(
        SourceTerms terms, SourceState state, DateTime now, bool sweep, Func<SourceState, CancellationToken, Task> save, CancellationToken cancellationToken);

    /// <summary>Reads the next days of history.</summary>
    /// <returns>The state then, and how far it got; null when nothing is left to read, or it cannot be.</returns>
    Task<(SourceState State, HistoryProgress Progress)?> ReadHistoryAsync(SourceState state, SourceTerms terms, CancellationToken cancellationToken);

    /// <summary>Whether what was known of the deployment was out of date, and is forgotten now, so that it may be tried again at once.</summary>
    bool Forget(Exception e);

    /// <summary>A failure that trying again later may mend, in words for an operator and without what is secret; null for any other.</summary>
    string? Explain(Exception e);
}
