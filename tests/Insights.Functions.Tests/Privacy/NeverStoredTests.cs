using System.Net.Http.Json;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Insights.Functions.Export;
using Insights.Functions.Reports;
using Insights.Functions.Storage;
using Insights.Functions.Telemetry;
using Insights.Functions.Tests.Access;
using Insights.Functions.Tests.App;
using Insights.Functions.Tests.Telemetry;
using Insights.Functions.Usage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Xunit;

namespace Insights.Functions.Tests.Privacy;

/// <summary>
/// Of whom somebody is, the catalog alone knows: all else that is stored, queued, logged, measured or exported is decoded and searched, after
/// a service was told everything, by every door, well and badly.
/// </summary>
public sealed class NeverStoredTests(StorageEmulator emulator)
{
    private const string Container = "lake";

    [Fact]
    public async Task No_name_mail_address_browser_or_session_is_in_what_is_stored_queued_logged_traced_or_exported()
    {
        var world = new PersonalWorld(seed: Random.Shared.Next());
        await using var receiver = await TelemetryReceiver.StartAsync();
        var (log, storage, watched) = (new CollectedLog(), emulator.NewAccount(), new WatchedStorage());
        List<(string Place, string Text)> found;
        await using (var issuer = await TestIssuer.StartAsync())
        {
            await using var app = await StartAsync(receiver, log, storage, watched, issuer);
            await HappenAsync(app, world, issuer);
            found = [.. await StoredText.OfAsync(storage)];

            app.Clock.Advance(TimeSpan.FromHours(40));
            await InsightsApp.Eventually(async () =>
            {
                await Maintenance.FoldAsync(app);
                return (await app.Services.GetRequiredService<UsageIndex>().GetLooseKeysAsync(TestContext.Current.CancellationToken)).Count == 0;
            });
            await ActivatorUtilities.CreateInstance<ExportFunction>(app.Services).ExportUsage(new TimerInfo(), TestContext.Current.CancellationToken);
            await FailAsync(app, world, watched);
            found.AddRange(await StoredText.OfAsync(storage));

            // The months of it are kept, and the rest is purged.
            await Maintenance.PurgeAsync(app);
            app.Clock.Advance(TimeSpan.FromDays(75));
            await Maintenance.PurgeAsync(app);
            found.AddRange(await StoredText.OfAsync(storage));
            app.Services.GetRequiredService<TracerProvider>().ForceFlush();
            app.Services.GetRequiredService<MeterProvider>().ForceFlush();
            app.Services.GetRequiredService<LoggerProvider>().ForceFlush();
        }

        found.AddRange(watched.Messages.SelectMany(message => StoredText.OfMessage(message.Text).Select(text => ($"messages of {message.Queue}", text))));
        (string Place, string Text)[] told =
        [
            .. log.Lines.Select(line => ("the log", line)),
            .. ((string[])["/v1/traces", "/v1/metrics", "/v1/logs"]).Select(path => ("telemetry " + path, receiver.On(path))),
        ];
        found.AddRange(told);

        // That all of them were found, and what is in them, is what makes the absence of anything worth asserting.
        Assert.Equal([], Expected.Except(found.Select(one => one.Place)));
        Assert.Equal([], world.Names.Except(SecretsIn(found, world.Names, "table catalog").Select(secret => secret.Secret)));
        Assert.Equal([], world.Choices.Except(SecretsIn(found, world.Choices, "table builds").Select(secret => secret.Secret)));
        Assert.Contains(found, one => one == ("container " + Container, "code-server"));

        Assert.Equal([], SecretsIn(found, world.Names).Where(secret => secret.Place != "table catalog"));
        Assert.Equal([], SecretsIn(found, world.Choices).Where(secret => secret.Place != "table builds"));
        Assert.Equal([], SecretsIn(found, world.Never));
        Assert.Equal([], SecretsIn(told, PersonalWorld.Ids));
    }

    [Fact]
    public async Task A_mail_address_that_is_planted_anywhere_is_found()
    {
        var cancel = TestContext.Current.CancellationToken;
        const string Mail = "somebody@mail.example";
        var storage = emulator.NewAccount();
        var builder = new UsageSegmentBuilder();
        builder.AddApp(Stats.User(1), HalfHour.Of(PersonalWorld.Now), Mail, MinuteMask.Range(0, 3));
        var segment = builder.Build();
        var tables = new TableServiceClient(storage);
        await tables.CreateTableAsync("others", cancel);
        await tables.GetTableClient("others").AddEntityAsync(new TableEntity("a", Mail), cancel);
        await tables.GetTableClient("others").AddEntityAsync(new TableEntity("b", "c") { ["d0"] = System.Text.Encoding.UTF8.GetBytes(Mail) }, cancel);
        await tables.CreateTableAsync(StorageNames.UsageTable, cancel);
        var row = UsageRow.Delta(StorageKeys.UsagePartition(Stats.Template, new DateOnly(2026, 10, 7)), StorageKeys.DayDelta(Guid.NewGuid()), SegmentCodec.EncodeCompressed(segment), PersonalWorld.Now);
        await tables.GetTableClient(StorageNames.UsageTable).AddEntityAsync(row, cancel);
        var queue = new QueueServiceClient(storage).GetQueueClient("usage-poison");
        await queue.CreateAsync(cancellationToken: cancel);
        await queue.SendMessageAsync(new UsageMessage(Guid.NewGuid(), [new(Stats.Template, HalfHour.Of(PersonalWorld.Now), SegmentCodec.Encode(segment))]).ToText(), cancel);
        var container = new BlobServiceClient(storage).GetBlobContainerClient(Container);
        await container.CreateAsync(cancellationToken: cancel);
        using var file = new MemoryStream();
        var day = new TemplateDay(Stats.Template, new DateOnly(2026, 10, 7), segment);
        await UsageFile.WriteAsync(
            file, [day], new ReportRange(HalfHour.FirstOf(day.Day), HalfHour.FirstOf(day.Day.AddDays(1))), AppDirectory.Of([]), new Dictionary<Guid, string> { [Stats.Template] = "docker" }, cancel);
        await container.UploadBlobAsync("usage.parquet", new BinaryData(file.ToArray()), cancel);

        var found = await StoredText.OfAsync(storage);
        Assert.Equal(
            ["container lake", "queue usage-poison", "table others", "table usage"],
            SecretsIn(found, [Mail]).Select(secret => secret.Place).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Expected =>
    [
        .. StorageNames.Tables.Except([StorageNames.SourcesTable, StorageNames.NoticesTable, StorageNames.RolesTable, StorageNames.AclsTable, StorageNames.TokensTable, StorageNames.RevealsTable]).Select(table => "table " + table),
        .. StorageNames.Queues.Select(queue => "messages of " + queue),
        "queue " + StorageNames.UsageQueue + StorageNames.PoisonSuffix, "container " + Container, "the log", "telemetry /v1/traces", "telemetry /v1/metrics", "telemetry /v1/logs",
    ];

    private static IEnumerable<(string Secret, string Place)> SecretsIn(IEnumerable<(string Place, string Text)> found, IEnumerable<string> secrets, string? place = null)
    {
        var texts = found.Where(one => place is null || one.Place == place).DistinctBy(one => one).ToArray();
        return [.. secrets.SelectMany(secret => texts.Where(one => one.Text.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(one => (secret, one.Place))).Distinct()];
    }

    private Task<InsightsApp> StartAsync(TelemetryReceiver receiver, CollectedLog log, string storage, WatchedStorage watched, TestIssuer issuer)
    {
        var (tables, queues) = (new TableClientOptions(), new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        tables.AddPolicy(watched, HttpPipelinePosition.PerCall);
        queues.AddPolicy(watched, HttpPipelinePosition.PerCall);
        return InsightsApp.StartAsync(
            emulator,
            PersonalWorld.Now,
            storage,
            new Dictionary<string, string?>
            {
                ["Insights:Auth:Authority"] = issuer.Authority,
                ["Insights:Auth:Audience"] = TestIssuer.Audience,
                ["Insights:Auth:TrustedProxies"] = "1",
                ["Insights:Export:Container"] = Container,
                ["Insights:Usage:RetentionDays"] = "30",
                ["Insights:Usage:KeepMonths"] = "12",
                ["Insights:Usage:KeepFloor"] = "1",
                [TelemetryExport.OtlpSetting] = receiver.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["AzureFunctionsJobHost:logging:logLevel:Microsoft.AspNetCore"] = "Information",
                ["AzureFunctionsJobHost:extensions:queues:maxDequeueCount"] = "1",
            },
            services =>
            {
                log.Collect(services);
                services.AddSingleton(new TableServiceClient(storage, tables));
                services.AddSingleton(new QueueServiceClient(storage, queues));
            });
    }

    // Everybody sends, asks, signs in, and is refused; one is erased.
    private static async Task HappenAsync(InsightsApp app, PersonalWorld world, TestIssuer issuer)
    {
        await app.PostAsync("catalog", world.Catalog());
        await app.PostAsync("workspace-builds", world.Builds());
        await app.PostAsync("agent-stats", world.AgentStats());
        await app.PostAsync("app-stats", world.AppStats());
        await app.DrainAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = app.Http.BaseAddress };
        foreach (var ((mail, address, browser, name), number) in world.Requesters.Select((requester, number) => (requester, number)))
        {
            var token = issuer.Describe($"subject-{number}", PersonalWorld.Now, "Insights.Owner");
            (token.Claims["email"], token.Claims["preferred_username"], token.Claims["ipaddr"], token.Claims["name"]) = (mail, mail, address, name);
            var signedIn = TestIssuer.Sign(token, new(issuer.Key, "RS256"));
            var text = Uri.EscapeDataString(mail);
            await SendAsync(HttpMethod.Post, "session", signedIn);
            await SendAsync(HttpMethod.Get, "users/me", signedIn);
            await SendAsync(HttpMethod.Get, "users/me", mail);
            await SendAsync(HttpMethod.Get, $"insights/user-activity?start_time=2026-10-04T00:00:00Z&end_time=2026-10-07T00:00:00Z&search={text}", signedIn);
            await SendAsync(HttpMethod.Get, $"insights/templates?user_ids={text}&start_time={Uri.EscapeDataString(name)}", signedIn);
            await SendAsync(HttpMethod.Get, $"users/{text}/insights", signedIn);
            await SendAsync(HttpMethod.Post, "ingest/agent-stats", InsightsApp.Token, JsonContent.Create(world.Wrong()));

            async Task SendAsync(HttpMethod method, string path, string credential, HttpContent? content = null)
            {
                var request = new HttpRequestMessage(method, "/api/v2/" + path) { Content = content };
                request.Headers.Add("Coder-Session-Token", credential);
                request.Headers.Add("X-Forwarded-For", $"198.51.100.7, {address}");
                request.Headers.Add("X-Real-IP", address);
                request.Headers.Add("Insights-Request", "page");
                request.Headers.Add("User-Agent", browser);
                request.Headers.Add("Cookie", $"of={text}");
                request.Headers.Add("X-Request-Id", mail);
                using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            }
        }

        using var erasure = await app.SendAsync(HttpMethod.Delete, $"/api/v2/users/{Stats.User(1)}/insights");
        await Maintenance.DrainAsync(app, StorageNames.EraseQueue);
    }

    // What cannot be written, or cannot be read, ends on the poison queue.
    private static async Task FailAsync(InsightsApp app, PersonalWorld world, WatchedStorage watched)
    {
        var queue = app.Queues.GetQueueClient(StorageNames.UsageQueue);
        var poison = app.Queues.GetQueueClient(StorageNames.UsageQueue + StorageNames.PoisonSuffix);
        var usage = watched.Messages.First(message => message.Queue == StorageNames.UsageQueue).Text;
        watched.IsAway = true;
        await queue.SendMessageAsync(usage, TestContext.Current.CancellationToken);
        await queue.SendMessageAsync(usage[..^8], TestContext.Current.CancellationToken);
        await InsightsApp.Eventually(
            async () => (await poison.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount == 2);
        foreach (var route in (string[])["agent-stats", "app-stats"])
        {
            using var refused = await app.SendAsync(
                HttpMethod.Post, $"/api/v2/ingest/{route}", JsonContent.Create(route == "agent-stats" ? world.AgentStats() : world.AppStats()));
            Assert.False(refused.IsSuccessStatusCode);
        }

        watched.IsAway = false;
    }
}
