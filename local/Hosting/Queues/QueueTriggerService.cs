using Insights.Local.Hosting.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Local.Hosting.Queues;

/// <summary>The queue functions of the app.</summary>
internal sealed class QueueTriggerService(
    FunctionCatalog catalog,
    FunctionPipeline pipeline,
    IConfiguration configuration,
    IServiceScopeFactory scopes,
    ILoggerFactory loggers,
    IHostApplicationLifetime lifetime,
    IOptions<LocalRuntimeOptions> options) : TriggerService(lifetime, options)
{
    private const string DefaultConnection = "AzureWebJobsStorage";

    private readonly TimeSpan _lease = options.Value.MessageLease;

    /// <summary>The queues exist when the app has started.</summary>
    protected override async Task<IReadOnlyList<ITriggerListener>> CreateListenersAsync(CancellationToken cancellationToken)
    {
        var settings = QueueSettings.Read(configuration);
        var listeners = catalog.Triggered<QueueTriggerAttribute>().Select(queue => new QueueListener(
            queue.Function,
            configuration.Connection(queue.Trigger.Connection ?? DefaultConnection, queue.Function.Name),
            configuration.Resolve(queue.Trigger.QueueName, queue.Function.Name),
            settings,
            _lease,
            pipeline,
            scopes,
            loggers.CreateLogger(queue.Function.LogCategory))).ToList();
        await Task.WhenAll(listeners.Select(listener => listener.CreateQueueAsync(cancellationToken)));
        return listeners;
    }
}
