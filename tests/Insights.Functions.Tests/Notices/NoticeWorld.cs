using System.Text.Json.Nodes;
using Insights.Functions.Notices;
using Insights.Functions.Tests.App;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Insights.Functions.Tests.Notices;

/// <summary>A service that tells a webhook, and what its timers do.</summary>
internal sealed class NoticeWorld : IAsyncDisposable
{
    /// <summary>A Wednesday.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 18, 9, 45, 0, TimeSpan.Zero);

    public static readonly Guid OtherTemplate = new("70000000-0000-0000-0000-000000000002");

    public static readonly Guid UnusedTemplate = new("70000000-0000-0000-0000-000000000003");

    private NoticeWorld(InsightsApp app, WebhookReceiver receiver) => (App, Receiver) = (app, receiver);

    public InsightsApp App { get; }

    public WebhookReceiver Receiver { get; }

    public static async Task<NoticeWorld> StartAsync(StorageEmulator emulator, params (string Name, string Value)[] settings)
    {
        var receiver = new WebhookReceiver();
        var given = settings.ToDictionary(setting => $"Insights:Notices:{setting.Name}", setting => (string?)setting.Value);
        given.TryAdd("Insights:Notices:Webhook", receiver.Address.AbsoluteUri);
        var app = await InsightsApp.StartAsync(emulator, Now, settings: given);
        await app.PostAsync("catalog", new JsonObject
        {
            ["templates"] = new JsonArray(
                new JsonObject { ["id"] = Stats.Template, ["name"] = "docker", ["display_name"] = "Docker *[x](https://evil.example)* <!here>" },
                new JsonObject { ["id"] = OtherTemplate, ["name"] = "kubernetes" },
                new JsonObject { ["id"] = UnusedTemplate, ["name"] = "unused" }),
        });
        return new NoticeWorld(app, receiver);
    }

    /// <summary>Users used a template at an instant, with a latency.</summary>
    public async Task UsedAsync(DateTimeOffset at, Guid template, IEnumerable<int> users, int latency = 50)
    {
        foreach (var user in users)
        {
            var body = Stats.Of(at, user, template);
            body["stats"]![0]!["connection_median_latency_ms"] = latency;
            await App.PostAsync("agent-stats", body);
        }

        await App.DrainAsync();
    }

    public Task DigestAsync() => Function().SendDigest(new TimerInfo(), TestContext.Current.CancellationToken);

    public Task AlertsAsync() => Function().SendAlerts(new TimerInfo(), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    private NoticesFunction Function() => ActivatorUtilities.CreateInstance<NoticesFunction>(App.Services);
}
