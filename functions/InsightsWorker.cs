using Insights.Functions.Access;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Insights.Functions;

/// <summary>Makes a worker of the service: what Program.cs runs is what tests and benchmarks run.</summary>
public static class InsightsWorker
{
    /// <summary>Adds the service, and what stands around each of its requests. Settings that it reads at this moment must be there before.</summary>
    /// <param name="builder">The worker.</param>
    public static FunctionsApplicationBuilder AddInsights(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<RequestMiddleware>();
        builder.UseMiddleware<AccessMiddleware>();
        builder.Services.AddInsights(builder.Configuration);

        // Behind the host: it has a limit of its own, and the functions answer a body above theirs, which a closed connection would not.
        builder.Services.Configure<KestrelServerOptions>(kestrel => (kestrel.AddServerHeader, kestrel.Limits.MaxRequestBodySize) = (false, null));
        return builder;
    }
}
