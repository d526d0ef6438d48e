using System.Reflection;
using Azure.Storage.Queues;
using DevelopmentHost;
using DevelopmentHost.Workers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Insights.Local.Tests;

/// <summary>An app with some of this assembly's functions, the others being disabled, and a queue that no other app has.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private static readonly string[] AllFunctions =
        [.. typeof(TestApp).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>()];

    private readonly FunctionsHost _host;
    private readonly string _connection;
    private readonly string _queue;

    private TestApp(FunctionsHost host, string connection, string queue)
    {
        (_host, _connection, _queue) = (host, connection, queue);
        Http = new HttpClient { BaseAddress = host.Address };
    }

    public HttpClient Http { get; }

    /// <param name="connection">The storage.</param>
    /// <param name="functions">Names of the functions to run.</param>
    /// <param name="settings">Settings; names that begin with <c>queues:</c> or <c>http:</c> are those of host.json.</param>
    /// <param name="services">Adds what the functions need.</param>
    /// <param name="host">Changes how the host runs the app.</param>
    public static async Task<TestApp> StartAsync(
        string connection,
        string[] functions,
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null,
        Func<FunctionsHostOptions, FunctionsHostOptions>? host = null)
    {
        var queue = settings?.GetValueOrDefault("queue") ?? $"q{Guid.NewGuid():N}";
        await new QueueClient(connection, queue).CreateIfNotExistsAsync();
        var given = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connection,
            ["queue"] = queue,
            [Host("queues:maxPollingInterval")] = "00:00:00.1",
        };
        foreach (var other in AllFunctions.Except(functions))
        {
            given[$"AzureWebJobs.{other}.Disabled"] = "true";
        }

        foreach (var (name, value) in settings ?? [])
        {
            given[Host(name)] = value;
        }

        var options = new FunctionsHostOptions
        {
            ApplicationDirectory = AppContext.BaseDirectory,
            Url = "http://127.0.0.1:0",
            Settings = given,
            RemembersTimers = false,
            ConfigureLogging = logging => logging.SetMinimumLevel(LogLevel.None),
            Launcher = new InProcessLauncher(start => Build(start, services).Build()),
        };
        return new TestApp(await FunctionsHost.StartAsync(host?.Invoke(options) ?? options), connection, queue);

        static string Host(string name) => name.Split(':')[0] is "queues" or "http" ? $"AzureFunctionsJobHost:extensions:{name}" : name;
    }

    public QueueClient Queue(QueueMessageEncoding encoding = QueueMessageEncoding.Base64) =>
        new(_connection, _queue, new QueueClientOptions { MessageEncoding = encoding });

    public QueueClient Poison(QueueMessageEncoding encoding = QueueMessageEncoding.Base64) =>
        new(_connection, $"{_queue}-poison", new QueueClientOptions { MessageEncoding = encoding });

    /// <summary>Fails when the host gives its worker up.</summary>
    public Task Failed => _host.Failed;

    public Task StopAsync() => _host.DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Http.Dispose();
    }

    private static FunctionsApplicationBuilder Build(WorkerStart start, Action<IServiceCollection>? services)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(start.Configuration);
        builder.ConfigureFunctionsWebApplication();
        InProcessLauncher.ListenOnOwnPort(builder.Services);
        builder.Logging.ClearProviders();
        services?.Invoke(builder.Services);
        return builder;
    }
}
