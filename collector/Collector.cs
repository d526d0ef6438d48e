using Insights.Coder;
using Insights.Coder.Following;
using Insights.Coder.Sending;
using Microsoft.Extensions.Logging;

namespace Insights.Collector;

/// <summary>Runs a source that posts to a service elsewhere.</summary>
internal static class Collector
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(100);

    /// <summary>Follows until it is cancelled, or once. 0 when it ended as asked, 1 when its only poll failed.</summary>
    public static async Task<int> RunAsync(CollectorOptions options, CancellationToken cancellationToken)
    {
        using var logging = LoggerFactory.Create(builder => builder
            .SetMinimumLevel(options.Verbose ? LogLevel.Debug : LogLevel.Information)
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
            }));

        // A redirect would take the token elsewhere.
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = options.Insights, Timeout = RequestTimeout };
        var sink = new HttpSink(
            client,
            cancel => TokenFile.ReadAsync(options.TokenFile, (message, cause) => cause is null ? new SinkException(message) : new SinkException(message, cause), cancel),
            TimeProvider.System,
            logging.CreateLogger<HttpSink>());
        var settings = options.Coder.UsesApi ? SourceOptions.OfApi : new SourceOptions();
        await using var database = options.Coder.OpenDatabase();
        using var api = options.Coder.OpenApi();
        var source = api is null
            ? CoderSource.Of(database!, sink, settings, TimeProvider.System, logging.CreateLogger<CoderSource>())
            : CoderSource.Of(api, sink, settings, TimeProvider.System, logging.CreateLogger<CoderSource>());
        var follower = new CoderFollower(source, settings, TimeProvider.System, logging.CreateLogger<CoderFollower>());
        try
        {
            if (options.Once)
            {
                return await follower.CatchUpAsync(ProgressLine.OfConsole(), cancellationToken) ? 0 : 1;
            }

            await follower.RunAsync(ProgressLine.OfConsole(), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }

        return 0;
    }
}
