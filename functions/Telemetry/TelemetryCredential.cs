using Azure.Core;
using Azure.Identity;

namespace Insights.Functions.Telemetry;

/// <summary>
/// As whom telemetry is sent to Application Insights, in the functions host's own form: <c>Authorization=AAD</c> is the identity that the
/// system assigned, <c>ClientId={id};Authorization=AAD</c> one that the user did.
/// </summary>
internal static class TelemetryCredential
{
    /// <summary>The credential; null for none, where Application Insights takes telemetry by its key.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static TokenCredential? Of(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
        {
            return null;
        }

        var parts = setting.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(part => part[0], part => part[^1], StringComparer.OrdinalIgnoreCase);
        if (!string.Equals(parts.GetValueOrDefault("Authorization"), "AAD", StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException($"{TelemetryExport.ApplicationInsightsAuthenticationSetting} does not say Authorization=AAD.");
        }

        return new ManagedIdentityCredential(
            parts.GetValueOrDefault("ClientId") is { Length: > 0 } client ? ManagedIdentityId.FromUserAssignedClientId(client) : ManagedIdentityId.SystemAssigned);
    }
}
