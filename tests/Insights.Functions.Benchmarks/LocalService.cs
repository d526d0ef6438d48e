using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Queues;
using Insights.Functions.Access;
using Insights.Functions.Aggregation;
using Insights.Functions.Http;
using Insights.Functions.Storage;
using Insights.Local.Azurite;
using Insights.Local.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Insights.Functions.Benchmarks;

/// <summary>The whole service in this process, with an Azurite of its own, and a client of it over HTTP.</summary>
internal sealed class LocalService : IAsyncDisposable
{
    public const string Account = "benchmark";

    private readonly AzuriteProcess _azurite;
    private readonly IHost _host;

    private LocalService(AzuriteProcess azurite, IHost host, SettableClock clock)
    {
        _azurite = azurite;
        _host = host;
        Clock = clock;
        Http = new HttpClient { BaseAddress = host.Services.GetRequiredService<LocalRuntime>().Address };
        Http.DefaultRequestHeaders.Add("Coder-Session-Token", "benchmark");
    }

    public HttpClient Http { get; }

    public SettableClock Clock { get; }

    public IServiceProvider Services => _host.Services;

    public static async Task<LocalService> StartAsync(CancellationToken cancellationToken)
    {
        var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { Accounts = [Account], Log = Console.Error }, cancellationToken);
        var clock = new SettableClock();
        var builder = FunctionsApplication.CreateBuilder(
            ["--urls", "http://127.0.0.1:0", "--storage", azurite.ConnectionString(Account), "--token", "benchmark"]);
        builder.Configuration["AzureWebJobs.DispatchFolds.Disabled"] = "true";
        builder.Configuration["AzureWebJobs.DispatchPurges.Disabled"] = "true";
        builder.Configuration["AzureWebJobs.MeasureQueues.Disabled"] = "true";
        builder.Configuration["AzureFunctionsJobHost:extensions:queues:maxPollingInterval"] = "00:00:00.100";
        builder.Logging.AddFilter((_, level) => level >= LogLevel.Warning);
        builder.Services.Configure<LocalRuntimeOptions>(options =>
        {
            options.FunctionAssemblies.Add(typeof(InsightsServices).Assembly);
            options.Console = TextWriter.Null;
        });
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<RequestMiddleware>();
        builder.UseMiddleware<AccessMiddleware>();
        builder.Services.AddInsights(builder.Configuration);
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new LocalService(azurite, host, clock);
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
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        await _azurite.DisposeAsync();
    }
}
