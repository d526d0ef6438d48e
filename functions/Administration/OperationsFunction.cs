using Insights.Functions.Http;
using Insights.Functions.Storage;
using Insights.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Functions.Administration;

/// <summary>What operators and load balancers ask.</summary>
public sealed class OperationsFunction(UsageQueue queue, UsageIndex index)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary><c>GET /api/v2/healthz</c>: 200 when storage answers within a few seconds, else 503.</summary>
    [Function(nameof(Health))]
    public async Task<IResult> Health(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v2/healthz")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await Task.WhenAll(queue.PingAsync(patience.Token), index.PingAsync(patience.Token));
            return JsonAnswer.Ok(new HealthAnswer(Healthy: true), AdministrationJson.Api.HealthAnswer);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && (patience.IsCancellationRequested || StorageFailure.Is(e)))
        {
            throw ApiException.Unavailable("Storage does not answer.");
        }
    }

    /// <summary><c>GET /api/v2/buildinfo</c>: the version.</summary>
    [Function(nameof(BuildInfo))]
    public static IResult BuildInfo([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v2/buildinfo")] HttpRequest request) =>
        JsonAnswer.Ok(new BuildInfoAnswer(ServiceVersion.Text), AdministrationJson.Api.BuildInfoAnswer);

    /// <summary>Whether the service works.</summary>
    /// <param name="Healthy">True: a service that does not work answers 503.</param>
    internal sealed record HealthAnswer(bool Healthy);

    /// <summary>Which release it is.</summary>
    /// <param name="Version">The version, with the revision that it was built from.</param>
    internal sealed record BuildInfoAnswer(string Version);
}
