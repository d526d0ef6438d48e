using System.Globalization;

namespace DevelopmentHost.Workers;

/// <summary>What a worker is told at its start.</summary>
/// <param name="HostEndpoint">Where the host speaks gRPC.</param>
/// <param name="WorkerId">The name by which the worker introduces itself.</param>
/// <param name="ApplicationDirectory">The app.</param>
/// <param name="Settings">Settings of the app, by name with colons.</param>
public sealed record WorkerStart(
    Uri HostEndpoint, string WorkerId, string ApplicationDirectory, IReadOnlyDictionary<string, string?> Settings)
{
    private const int LongestMessage = int.MaxValue;

    /// <summary>The host's address as settings, for a worker that is composed in this process.</summary>
    public IReadOnlyDictionary<string, string?> Configuration => new Dictionary<string, string?>(Settings)
    {
        ["Functions:Worker:HostEndpoint"] = HostEndpoint.ToString(),
        ["Functions:Worker:WorkerId"] = WorkerId,
        ["Functions:Worker:RequestId"] = WorkerId,
        ["Functions:Worker:GrpcMaxMessageLength"] = LongestMessage.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The host's address as a command line, in the two forms that Azure's host gives: workers of different ages read one each.</summary>
    public IReadOnlyList<string> Arguments =>
    [
        "--host", HostEndpoint.Host,
        "--port", HostEndpoint.Port.ToString(CultureInfo.InvariantCulture),
        "--workerId", WorkerId,
        "--requestId", WorkerId,
        "--grpcMaxMessageLength", LongestMessage.ToString(CultureInfo.InvariantCulture),
        "--functions-uri", HostEndpoint.ToString(),
        "--functions-worker-id", WorkerId,
        "--functions-request-id", WorkerId,
        "--functions-grpc-max-message-length", LongestMessage.ToString(CultureInfo.InvariantCulture),
    ];
}
