using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Insights.Functions.Access;

/// <summary>Says at start that there is a token that may do everything, so that it is not forgotten.</summary>
public sealed partial class BootstrapWarning(BootstrapToken token, ILogger<BootstrapWarning> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (token.IsActive)
        {
            LogActive();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(205, LogLevel.Warning, "The bootstrap token is active: who has it may do everything. Make API tokens, then remove the setting.")]
    private partial void LogActive();
}
