using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Insights.Functions.Tests.App;

/// <summary>Every line that the service logs, whatever its level, and as the platform is set to at Information.</summary>
internal sealed class CollectedLog : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>Lets a service log into it. What the product says of the lines of the platform holds on.</summary>
    public void Collect(IServiceCollection services) => services
        .AddSingleton<ILoggerProvider>(this)
        .Configure<LoggerFilterOptions>(filter =>
        {
            foreach (var rule in filter.Rules.Where(rule => rule.CategoryName?.StartsWith("Microsoft", StringComparison.Ordinal) != true).ToArray())
            {
                filter.Rules.Remove(rule);
            }

            filter.MinLevel = LogLevel.Trace;
        });

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(CollectedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Lines.Enqueue($"{category} {formatter(state, exception)} {exception}");
    }
}
