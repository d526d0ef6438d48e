using Insights.Coder.Following;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Sources;

/// <summary>Follows the Coder of the settings. Where there is none, the host does not know it (<see cref="SourceFunctions"/>).</summary>
public sealed class FollowCoderFunction(IServiceProvider services, IOptions<CoderOptions> options)
{
    private static readonly SemaphoreSlim Turn = new(1);

    /// <summary>
    /// Every minute: a poll, and what there is of history. Also at start: a poll too many is harmless, and who has just connected a Coder
    /// waits for it.
    /// </summary>
    [Function(nameof(FollowCoder))]
    public async Task FollowCoder([TimerTrigger("0 * * * * *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellationToken)
    {
        // One run takes as long as history does; those that would begin meanwhile have nothing to do.
        if (!options.Value.IsSet || !await Turn.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return;
        }

        try
        {
            if (services.GetRequiredService<CoderFollower>() is { IsDue: true } follower)
            {
                await follower.CatchUpAsync(progress: null, cancellationToken);
            }
        }
        finally
        {
            Turn.Release();
        }
    }
}
