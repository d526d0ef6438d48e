using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Insights.Functions.Storage;
using Insights.Functions.Telemetry;
using Insights.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Xunit;

namespace Insights.Functions.Tests.Telemetry;

/// <summary>What leaves the process as telemetry, and what does not.</summary>
public sealed class TelemetryTests(StorageEmulator emulator)
{
    private const string Username = "a-username-that-is-to-be-found-nowhere";

    [Fact]
    public async Task Traces_metrics_and_logs_go_to_an_otlp_endpoint()
    {
        await using var receiver = await TelemetryReceiver.StartAsync();
        await RunAsync(Otlp(receiver));

        Assert.Contains("function IngestAgentStats", receiver.On("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("function AppendUsage", receiver.On("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains(InsightsMetrics.IngestedEvents, receiver.On("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains(InsightsMetrics.AppendDelay, receiver.On("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("cannot be read (attempt 1)", receiver.On("/v1/logs"), StringComparison.Ordinal);
        Assert.Contains("template-insights", receiver.On("/v1/traces"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telemetry_has_neither_tokens_nor_persons_in_it()
    {
        await using var receiver = await TelemetryReceiver.StartAsync();
        await RunAsync(Otlp(receiver));

        // That all three arrived is what makes the absence of anything in them worth asserting.
        Assert.All(["/v1/traces", "/v1/metrics", "/v1/logs"], path => Assert.NotEmpty(receiver.On(path)));
        Assert.All(
            [InsightsApp.Token, "a-wrong-token", Username, Stats.User(1).ToString(), Stats.User(1).ToString("N"), "unreadable message"],
            secret => Assert.DoesNotContain(secret, receiver.All, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_same_goes_to_application_insights()
    {
        await using var receiver = await TelemetryReceiver.StartAsync();

        // All traces: by default only some of a second's are kept.
        await RunAsync(
            new() { [TelemetryExport.ApplicationInsightsSetting] = $"InstrumentationKey={Guid.NewGuid()};IngestionEndpoint={receiver.Address}" },
            services => services.PostConfigure<AzureMonitorExporterOptions>(options => (options.TracesPerSecond, options.SamplingRatio) = (null, 1)));

        Assert.Contains("\"name\":\"function ", receiver.All, StringComparison.Ordinal);
        Assert.Contains(InsightsMetrics.IngestedEvents, receiver.All, StringComparison.Ordinal);
        Assert.Contains("The message is not base64", receiver.All, StringComparison.Ordinal);
        Assert.DoesNotContain(InsightsApp.Token, receiver.All, StringComparison.Ordinal);
        Assert.DoesNotContain(Stats.User(1).ToString(), receiver.All, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Nothing_is_collected_where_no_destination_is_set()
    {
        await using var app = await InsightsApp.StartAsync(emulator);
        Assert.Null(app.Services.GetService<TracerProvider>());
        Assert.Null(app.Services.GetService<MeterProvider>());
        Assert.Null(app.Services.GetService<LoggerProvider>());
    }

    [Theory]
    [InlineData("Authorization=AAD")]
    [InlineData("ClientId=00000000-0000-0000-0000-000000000001;Authorization=AAD")]
    [InlineData("authorization=aad; clientid=00000000-0000-0000-0000-000000000001;")]
    public void Telemetry_is_sent_as_the_identity_that_the_host_s_setting_names(string setting) =>
        Assert.IsType<ManagedIdentityCredential>(TelemetryCredential.Of(setting));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_that_setting_telemetry_is_sent_as_nobody(string? setting) => Assert.Null(TelemetryCredential.Of(setting));

    [Theory]
    [InlineData("ClientId=00000000-0000-0000-0000-000000000001")]
    [InlineData("Authorization=Key")]
    public void A_setting_of_another_form_stops_the_start(string setting) =>
        Assert.Throws<FormatException>((Func<TokenCredential?>)(() => TelemetryCredential.Of(setting)));

    private static Dictionary<string, string?> Otlp(TelemetryReceiver receiver) => new()
    {
        [TelemetryExport.OtlpSetting] = receiver.Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };

    // A user does something, a stranger knocks, a report is asked for, a message fails; the end of the app flushes what it has.
    private async Task RunAsync(Dictionary<string, string?> settings, Action<IServiceCollection>? configure = null)
    {
        settings["AzureFunctionsJobHost:extensions:queues:maxDequeueCount"] = "1";
        await using var app = await InsightsApp.StartAsync(emulator, settings: settings, configure: configure);
        await app.PostAsync("catalog", new System.Text.Json.Nodes.JsonObject
        {
            ["users"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["id"] = Stats.User(1), ["username"] = Username }),
        });
        await app.PostAsync("agent-stats", Stats.Of(app.Clock.GetUtcNow(), user: 1));
        await app.DrainAsync();
        using var stranger = await app.SendAsync(HttpMethod.Get, $"/api/v2/insights/user-activity?user={Stats.User(1)}", token: "a-wrong-token");
        using var erasure = await app.SendAsync(HttpMethod.Delete, $"/api/v2/users/{Stats.User(1)}/insights");
        await app.Queues.GetQueueClient(StorageNames.UsageQueue).SendMessageAsync("unreadable message", TestContext.Current.CancellationToken);
        var poison = app.Queues.GetQueueClient(StorageNames.UsageQueue + StorageNames.PoisonSuffix);
        await InsightsApp.Eventually(
            async () => (await poison.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount == 1);

        // What a service that ends does not send in a few seconds is lost; a busy machine needs more.
        app.Services.GetRequiredService<TracerProvider>().ForceFlush();
        app.Services.GetRequiredService<MeterProvider>().ForceFlush();
        app.Services.GetRequiredService<LoggerProvider>().ForceFlush();
    }
}
