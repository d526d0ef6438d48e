using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Access;

/// <summary>
/// A reference to a key vault that the platform could not resolve is left as it stands in the setting. It names a vault, which is no secret,
/// so it must not become the token that may do everything:
/// https://learn.microsoft.com/azure/app-service/app-service-key-vault-references
/// </summary>
internal sealed partial class UnresolvedReference(ILogger<UnresolvedReference> logger) : IPostConfigureOptions<AccessOptions>
{
    private const string Start = "@Microsoft.KeyVault(";

    /// <inheritdoc/>
    public void PostConfigure(string? name, AccessOptions options)
    {
        if (options.BootstrapToken.TrimStart().StartsWith(Start, StringComparison.OrdinalIgnoreCase))
        {
            options.BootstrapToken = "";
            LogUnresolved();
        }
    }

    // Without the value: what a setting holds that should hold a secret is not logged.
    [LoggerMessage(
        206, LogLevel.Warning, "The bootstrap token is a key vault reference that was not resolved, so there is no such token. See whether the identity may read the vault.")]
    private partial void LogUnresolved();
}
