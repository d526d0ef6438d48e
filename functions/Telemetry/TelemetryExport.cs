using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace Insights.Functions.Telemetry;

/// <summary>
/// Traces, metrics and logs by OpenTelemetry, one way for every destination: an OTLP endpoint, Application Insights, or both; nothing is
/// collected where neither is set. The settings are those that OpenTelemetry and the functions host read too.
/// </summary>
public static class TelemetryExport
{
    /// <summary>The setting with the address of an OTLP endpoint.</summary>
    public const string OtlpSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The setting with the connection string of Application Insights.</summary>
    public const string ApplicationInsightsSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>The setting that says as whom telemetry is sent there; see <see cref="TelemetryCredential"/>.</summary>
    public const string ApplicationInsightsAuthenticationSetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>The setting in which Azure names the app.</summary>
    private const string SiteSetting = "WEBSITE_SITE_NAME";

    /// <summary>The source of a span for each invocation of a function.</summary>
    private const string Invocations = "Microsoft.Azure.Functions.Worker";

    /// <summary>The source of a span for each statement on a Coder's database.</summary>
    private const string Statements = "Npgsql";

    /// <summary>Adds the metrics, and the export of all telemetry where <paramref name="configuration"/> names a destination.</summary>
    internal static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics();
        services.AddSingleton<InsightsMetrics>();
        var otlp = configuration[OtlpSetting] is { Length: > 0 };
        var applicationInsights = configuration[ApplicationInsightsSetting];
        if (!otlp && string.IsNullOrEmpty(applicationInsights))
        {
            return services;
        }

        // The worker's defaults tell the host that telemetry goes out from here, and name the region; in Azure the app names itself.
        var telemetry = services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .ConfigureResource(resource => resource
                .AddService(configuration[SiteSetting] is { Length: > 0 } site ? site : "template-insights", serviceVersion: ServiceVersion.Text)
                .AddEnvironmentVariableDetector())
            .WithTracing(traces => traces.AddSource(Invocations))
            .WithMetrics(metrics => metrics.AddMeter(InsightsMetrics.MeterName))
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true);
        services.AddLogging(WithoutAddresses);
        if (otlp)
        {
            // Application Insights bills each span, and a poll has a dozen of them every minute.
            telemetry.WithTracing(traces => traces.AddSource(Statements)).UseOtlpExporter();
        }

        if (!string.IsNullOrEmpty(applicationInsights))
        {
            telemetry.UseAzureMonitorExporter(options =>
            {
                options.ConnectionString = applicationInsights;
                options.Credential = TelemetryCredential.Of(configuration[ApplicationInsightsAuthenticationSetting]);
                options.EnableLiveMetrics = false;
                // Of the traces a sample is enough; of what is logged, and it is little, none may be lost with a trace.
                options.EnableTraceBasedLogsSampler = false;
            });
        }

        return services;
    }

    // At their default level these write the address of every request, in which users have their ids.
    private static void WithoutAddresses(ILoggingBuilder logging)
    {
        foreach (var category in new[] { "Microsoft.AspNetCore", "System.Net.Http", "Azure" })
        {
            logging.AddFilter<OpenTelemetryLoggerProvider>(category, LogLevel.Warning);
        }
    }
}
