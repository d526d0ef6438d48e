using Insights.Functions.Access;
using Insights.Functions.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Administration;

/// <summary>Forgets what nobody needs any more: old entries of the audit, reveals as old, tokens that expired long ago, and sessions that have ended.</summary>
public sealed class AccessRetention(AuditTable audit, TokenTable tokens, SessionTable sessions, RevealTable reveals, TimeProvider clock, IOptions<AuthOptions> options)
{
    /// <summary>How long an expired token is still shown to its owner.</summary>
    private static readonly TimeSpan ExpiredTokensKept = TimeSpan.FromDays(30);

    /// <summary>Every night. What is due is found by its age, so that a run that was missed is made up for by the next.</summary>
    [Function(nameof(TrimAccess))]
    public async Task TrimAccess([TimerTrigger("0 40 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var kept = now.AddDays(-options.Value.AuditRetentionDays);
        await audit.TrimAsync(kept, cancellationToken);
        await reveals.TrimAsync(kept, cancellationToken);
        await tokens.TrimAsync(now - ExpiredTokensKept, cancellationToken);
        await sessions.TrimAsync(now, now - BrowserSession.MaxIdle, cancellationToken);
    }
}
