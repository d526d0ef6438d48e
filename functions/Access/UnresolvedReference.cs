using Microsoft.Extensions.Options;

namespace Insights.Functions.Access;

/// <summary>
/// A reference to a key vault that the platform could not resolve is left as it stands in the setting. It names a vault, which is no secret,
/// so it must not become the token that may do everything:
/// https://learn.microsoft.com/azure/app-service/app-service-key-vault-references
/// </summary>
internal sealed class UnresolvedReference : IPostConfigureOptions<AccessOptions>
{
    private const string Start = "@Microsoft.KeyVault(";

    /// <inheritdoc/>
    public void PostConfigure(string? name, AccessOptions options)
    {
        if (options.BootstrapToken.TrimStart().StartsWith(Start, StringComparison.OrdinalIgnoreCase))
        {
            options.BootstrapToken = "";
        }
    }
}
