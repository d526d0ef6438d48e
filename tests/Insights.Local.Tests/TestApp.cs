using System.Reflection;
using Azure.Storage.Queues;
using Insights.Local.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Insights.Local.Tests;

/// <summary>An app with some of this assembly's functions, the others being disabled, and a queue that no other app has.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private static readonly string[] AllFunctions =
        [.. typeof(TestApp).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>()];

    private readonly IHost _host;
    private readonly string _connection;
    private readonly string _queue;

    private TestApp(IHost host, string connection, string queue)
    {
        (_host, _connection, _queue) = (host, connection, queue);
        Http = new HttpClient { BaseAddress = host.Services.GetRequiredService<LocalRuntime>().Address };
    }

    public HttpClient Http { get; }

    /// <param name="connection">The storage.</param>
    /// <param name="functions">Names of the functions to run.</param>
    /// <param name="settings">Settings; names that begin with <c>queues:</c> or <c>http:</c> are those of host.json.</param>
    /// <param name="configure">Services and middleware.</param>
    public static async Task<TestApp> StartAsync(
        string connection,
        string[] functions,
        Dictionary<string, string>? settings = null,
        Action<FunctionsApplicationBuilder>? configure = null)
    {
        var queue = settings?.GetValueOrDefault("queue") ?? $"q{Guid.NewGuid():N}";
        var builder = FunctionsApplication.CreateBuilder(["--urls", "http://127.0.0.1:0", "--storage", connection, "--token", "secret"]);
        builder.ConfigureFunctionsWebApplication();
        builder.Logging.ClearProviders();
        builder.Services.Configure<LocalRuntimeOptions>(options =>
        {
            options.FunctionAssemblies.Add(typeof(TestApp).Assembly);
            options.Console = TextWriter.Null;
        });
        builder.Configuration["queue"] = queue;
        builder.Configuration[Host("queues:maxPollingInterval")] = "00:00:00.1";
        foreach (var other in AllFunctions.Except(functions))
        {
            builder.Configuration[$"AzureWebJobs.{other}.Disabled"] = "true";
        }

        foreach (var (name, value) in settings ?? [])
        {
            builder.Configuration[Host(name)] = value;
        }

        configure?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();
        return new TestApp(host, connection, queue);

        static string Host(string name) => name.Split(':')[0] is "queues" or "http" ? $"AzureFunctionsJobHost:extensions:{name}" : name;
    }

    public QueueClient Queue(QueueMessageEncoding encoding = QueueMessageEncoding.Base64) =>
        new(_connection, _queue, new QueueClientOptions { MessageEncoding = encoding });

    public QueueClient Poison(QueueMessageEncoding encoding = QueueMessageEncoding.Base64) =>
        new(_connection, $"{_queue}-poison", new QueueClientOptions { MessageEncoding = encoding });

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        Http.Dispose();
    }
}
