using Insights.Local.Hosting.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Insights.Local.Hosting.Timers;

/// <summary>The timer functions of the app.</summary>
internal sealed class TimerTriggerService(
    FunctionCatalog catalog,
    FunctionPipeline pipeline,
    IConfiguration configuration,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILoggerFactory loggers,
    IHostApplicationLifetime lifetime,
    IOptions<LocalRuntimeOptions> options) : TriggerService(lifetime, options)
{
    protected override Task<IReadOnlyList<ITriggerListener>> CreateListenersAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ITriggerListener>>([.. catalog.Triggered<TimerTriggerAttribute>().Select(timer => new TimerListener(
            timer.Function,
            TimerSchedule.Parse(configuration.Resolve(timer.Trigger.Schedule, timer.Function.Name), timer.Function.Name),
            timer.Trigger.RunOnStartup,
            pipeline,
            scopes,
            clock,
            loggers.CreateLogger(timer.Function.LogCategory)))]);
}
