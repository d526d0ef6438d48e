using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Queues;
using DevelopmentHost;
using DevelopmentHost.Workers;
using Insights.Functions.Aggregation;
using Insights.Functions.Storage;
using Insights.Functions.Tests.Shared;
using Insights.Local.Azurite;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Insights.Functions.Benchmarks;

/// <summary>The genuine worker in this process on the development host, with an Azurite of its own, and a client of it over HTTP.</summary>
internal sealed class LocalService : IAsyncDisposable
{
    public const string Account = "benchmark";

    private const string Token = "benchmark";

    private readonly AzuriteProcess _azurite;
    private readonly FunctionsHost _host;

    private LocalService(AzuriteProcess azurite, FunctionsHost host, IServiceProvider services, SettableClock clock)
    {
        _azurite = azurite;
        _host = host;
        Services = services;
        Clock = clock;
        Http = new HttpClient { BaseAddress = host.Address };
        Http.DefaultRequestHeaders.Add("Coder-Session-Token", Token);
    }

    public HttpClient Http { get; }

    public SettableClock Clock { get; }

    public IServiceProvider Services { get; }

    public static async Task<LocalService> StartAsync(CancellationToken cancellationToken, params IReadOnlyCollection<(string Key, string Value)> settings)
    {
        var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { Accounts = [Account], Log = Console.Error }, cancellationToken);
        var clock = new SettableClock();
        IServiceProvider? services = null;
        var all = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString(Account),
            ["Insights:BootstrapToken"] = Token,
            ["AzureWebJobs.DispatchFolds.Disabled"] = "true",
            ["AzureWebJobs.DispatchPurges.Disabled"] = "true",
            ["AzureWebJobs.MeasureQueues.Disabled"] = "true",
            ["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:00.100",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var host = await FunctionsHost.StartAsync(
            new()
            {
                ApplicationDirectory = AppContext.BaseDirectory,
                Url = "http://127.0.0.1:0",
                RemembersTimers = false,
                ConfigureLogging = logging => logging.AddSimpleConsole().AddFilter((_, level) => level >= LogLevel.Warning),
                Settings = all,
                Launcher = new InProcessLauncher(start =>
                {
                    var worker = GenuineWorker.Build(start, services =>
                    {
                        services.AddSingleton<TimeProvider>(clock);
                        services.Configure<WorkerOptions>(GenuineWorker.NameFunctionsInSpans);
                        services.AddLogging(logging => logging.AddFilter((_, level) => level >= LogLevel.Warning));
                    });
                    services = worker.Services;
                    return worker;
                }),
            },
            cancellationToken);
        return new LocalService(azurite, host, services!, clock);
    }

    public async Task PostAsync(string route, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        using var response = await Http.PostAsync(new Uri($"/api/v2/ingest/{route}", UriKind.Relative), content, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{route}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    public async Task<JsonElement> GetAsync(string pathAndQuery, CancellationToken cancellationToken) =>
        await Http.GetFromJsonAsync<JsonElement>(new Uri(pathAndQuery, UriKind.Relative), cancellationToken);

    /// <summary>Waits until a queue is empty and nothing of it is being worked on.</summary>
    public async Task DrainAsync(string queue, CancellationToken cancellationToken)
    {
        var client = Services.GetRequiredService<QueueServiceClient>().GetQueueClient(queue);
        while ((await client.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
        }
    }

    /// <summary>Runs what the timer would, and waits for the work.</summary>
    public async Task FoldAsync(CancellationToken cancellationToken)
    {
        await Services.GetRequiredService<QueueServiceClient>().GetQueueClient(StorageNames.FoldQueue).ClearMessagesAsync(cancellationToken);
        await ActivatorUtilities.CreateInstance<MaintenanceDispatcher>(Services).DispatchFolds(new TimerInfo(), cancellationToken);
        await DrainAsync(StorageNames.FoldQueue, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
        await _azurite.DisposeAsync();
    }
}
