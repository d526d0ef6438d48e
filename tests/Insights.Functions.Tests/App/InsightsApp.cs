using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using DevelopmentHost;
using DevelopmentHost.Workers;
using Insights.Functions.Access;
using Insights.Functions.Storage;
using Insights.Functions.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Insights.Functions.Tests.App;

/// <summary>
/// The whole service: the genuine worker, composed in this process as Program.cs does, on the development host; and a caller of it over HTTP.
/// </summary>
public sealed class InsightsApp : IAsyncDisposable
{
    public const string Token = "the-bootstrap-token-of-the-tests";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly FunctionsHost _host;

    private InsightsApp(FunctionsHost host, IServiceProvider services, string storage, ShiftedClock clock)
    {
        _host = host;
        Services = services;
        Clock = clock;
        Tables = new TableServiceClient(storage);
        Queues = new QueueServiceClient(storage, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        Http = new HttpClient(new DescribedAnswers(new SocketsHttpHandler { UseCookies = false })) { BaseAddress = host.Address };
        Http.DefaultRequestHeaders.Add("Coder-Session-Token", Token);
    }

    /// <summary>A caller with the bootstrap token.</summary>
    public HttpClient Http { get; }

    public ShiftedClock Clock { get; }

    public TableServiceClient Tables { get; }

    public QueueServiceClient Queues { get; }

    /// <summary>The name of its storage account.</summary>
    public string Account => Tables.AccountName;

    /// <summary>The worker's services.</summary>
    public IServiceProvider Services { get; }

    /// <summary>Starts the service on an account of its own, or on <paramref name="storage"/>.</summary>
    public static async Task<InsightsApp> StartAsync(
        StorageEmulator emulator,
        DateTimeOffset? now = null,
        string? storage = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<IServiceCollection>? configure = null)
    {
        storage ??= emulator.NewAccount();
        var clock = new ShiftedClock(now ?? TimeProvider.System.GetUtcNow());
        var given = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage,
            ["Insights:BootstrapToken"] = Token,
            ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:00.050",
            ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout"] = "00:00:00",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            given[name] = value;
        }

        IServiceProvider? services = null;
        var host = await FunctionsHost.StartAsync(
            new()
            {
                ApplicationDirectory = AppContext.BaseDirectory,
                Url = "http://127.0.0.1:0",
                Settings = given,
                Clock = clock,
                RemembersTimers = false,
                ConfigureLogging = logging => logging.AddSimpleConsole().AddFilter((_, level) => level >= LogLevel.Warning),
                Launcher = new InProcessLauncher(start =>
                {
                    var worker = GenuineWorker.Build(start, services =>
                    {
                        services.AddSingleton<TimeProvider>(clock);
                        services.AddLogging(logging => logging
                            .AddFilter((_, level) => level >= LogLevel.Warning).AddFilter(typeof(BootstrapWarning).FullName, LogLevel.Error));
                        configure?.Invoke(services);
                    });
                    services = worker.Services;
                    return worker;
                }),
            },
            TestContext.Current.CancellationToken);
        return new InsightsApp(host, services!, storage, clock);
    }

    /// <summary>Posts a body and asserts that it is accepted.</summary>
    public async Task PostAsync(string route, JsonNode body)
    {
        using var response = await SendAsync(HttpMethod.Post, $"/api/v2/ingest/{route}", JsonContent.Create(body));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == System.Net.HttpStatusCode.Accepted, $"{route}: {(int)response.StatusCode} {text}");
    }

    /// <summary>Gets an answer and asserts that it is 200.</summary>
    public async Task<JsonNode> GetAsync(string pathAndQuery)
    {
        using var response = await SendAsync(HttpMethod.Get, pathAndQuery);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == System.Net.HttpStatusCode.OK, $"{pathAndQuery}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Sends a request as it is, whatever the answer.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string pathAndQuery, HttpContent? content = null, string? token = Token)
    {
        var request = new HttpRequestMessage(method, pathAndQuery) { Content = content };
        if (token != Token)
        {
            request.Headers.Add("Coder-Session-Token", token ?? "");
        }

        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until every message of the usage queue has become rows.</summary>
    public async Task DrainAsync()
    {
        var queue = Queues.GetQueueClient(StorageNames.UsageQueue);
        await Eventually(async () => (await queue.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount == 0);
    }

    /// <summary>Waits until a condition holds.</summary>
    public static async Task Eventually(Func<Task<bool>> condition)
    {
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < deadline, $"The condition did not hold within {Patience.TotalSeconds} seconds.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
    }
}
