using System.Reflection;
using DevelopmentHost.Workers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Insights.Functions.Tests.Shared;

/// <summary>The worker as Program.cs makes it, in this process.</summary>
internal static class GenuineWorker
{
    // What writes the keys of DataProtection, which the worker's ASP.NET integration brings and nothing here uses, to the home folder.
    private const string KeyWriter = "Microsoft.AspNetCore.DataProtection";

    private static readonly Lock Composing = new();

    /// <summary>Spans of invocations have the name of their function from this version of their schema on; the worker's default is an older one.</summary>
    public static void NameFunctionsInSpans(WorkerOptions worker) => worker.Capabilities["WorkerOpenTelemetrySchemaVersion"] = "1.37.0";

    /// <param name="start">What the host tells the worker.</param>
    /// <param name="configure">Adds to the services, after all others.</param>
    public static IHost Build(WorkerStart start, Action<IServiceCollection> configure)
    {
        var builder = CreateBuilder();
        builder.Configuration.AddInMemoryCollection(start.Configuration);
        builder.AddInsights();
        InProcessLauncher.ListenOnOwnPort(builder.Services);

        // It warns that this port is not the one that the worker chose.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        foreach (var service in builder.Services.Where(IsKeyWriter).ToArray())
        {
            builder.Services.Remove(service);
        }

        configure(builder.Services);
        return builder.Build();
    }

    // The worker looks for its generated code, the functions among it, in the assembly that the process was started with.
    private static FunctionsApplicationBuilder CreateBuilder()
    {
        lock (Composing)
        {
            var entry = Assembly.GetEntryAssembly();
            Assembly.SetEntryAssembly(typeof(InsightsWorker).Assembly);
            try
            {
                return FunctionsApplication.CreateBuilder([]);
            }
            finally
            {
                Assembly.SetEntryAssembly(entry);
            }
        }
    }

    private static bool IsKeyWriter(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && service.ImplementationType?.Namespace?.StartsWith(KeyWriter, StringComparison.Ordinal) == true;
}
