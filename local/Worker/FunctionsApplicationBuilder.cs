using System.Reflection;
using Insights.Local.Hosting;
using Insights.Local.Hosting.Http;
using Insights.Local.Hosting.Invocation;
using Insights.Local.Hosting.Queues;
using Insights.Local.Hosting.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Composes a functions app.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private readonly CommandLine _options;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];
    private bool _http;

    internal FunctionsApplicationBuilder(CommandLine options)
    {
        _options = options;
        _web = LocalWeb.CreateBuilder(options);
    }

    /// <summary>Settings: host.json, then local.settings.json, environment variables and the command line, each over the former.</summary>
    public IConfigurationManager Configuration => _web.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => _web.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => _web.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => _web.Metrics;

    /// <inheritdoc cref="IHostApplicationBuilder.Services"/>
    public IServiceCollection Services => _web.Services;

    IDictionary<object, object> IHostApplicationBuilder.Properties => ((IHostApplicationBuilder)_web).Properties;

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    /// <inheritdoc/>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _middleware.Add(middleware);
        return this;
    }

    /// <summary>Makes the host. Starting it starts the functions.</summary>
    /// <exception cref="LocalRuntimeException">A function or a setting is not as it must be.</exception>
    public IHost Build()
    {
        _web.Configuration.Sources.OfType<HostFileSource>().Single().Read(_web.Configuration);
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddSingleton(services => new FunctionCatalog(Assemblies(services), services.GetRequiredService<IConfiguration>()));
        Services.AddSingleton(new FunctionPipeline(_middleware));
        Services.AddSingleton<LocalRuntime>();
        Services.AddSingleton<Greeting>();
        Services.AddHostedService<QueueTriggerService>();
        Services.AddHostedService<TimerTriggerService>();
        if (_options.Demo)
        {
            Services.AddHostedService<DemoService>();
        }

        var app = _web.Build();
        try
        {
            MapFunctions(app);
            return new LocalHost(app, _options);
        }
        catch
        {
            ((IDisposable)app).Dispose();
            throw;
        }
    }

    internal void EnableHttp() => _http = true;

    private void MapFunctions(WebApplication app)
    {
        var catalog = app.Services.GetRequiredService<FunctionCatalog>();
        if (!_http && catalog.Triggered<HttpTriggerAttribute>().FirstOrDefault().Function is { } function)
        {
            throw new LocalRuntimeException($"Function {function.Name} is triggered by HTTP: Program.cs must call "
                + $"builder.{nameof(FunctionsApplicationBuilderAspNetCoreExtensions.ConfigureFunctionsWebApplication)}().");
        }

        var pipeline = app.Services.GetRequiredService<FunctionPipeline>();
        HttpFunctions.Map(app, catalog, pipeline, app.Configuration, app.Services.GetRequiredService<ILoggerFactory>());
    }

    private static ICollection<Assembly> Assemblies(IServiceProvider services)
    {
        var named = services.GetRequiredService<IOptions<LocalRuntimeOptions>>().Value.FunctionAssemblies;
        return named.Count > 0 ? named : [Assembly.GetEntryAssembly()!];
    }
}
