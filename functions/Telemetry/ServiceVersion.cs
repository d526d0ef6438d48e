using System.Reflection;

namespace Insights.Functions.Telemetry;

/// <summary>Which version of the service this is.</summary>
internal static class ServiceVersion
{
    /// <summary>The version of the build, as <c>/api/v2/buildinfo</c> and every trace say it.</summary>
    public static readonly string Text =
        typeof(ServiceVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
