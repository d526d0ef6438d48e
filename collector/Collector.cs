using Insights.Coder.Database;
using Insights.Coder.Following;
using Insights.Coder.Sending;
using Microsoft.Extensions.Logging;

namespace Insights.Collector;

/// <summary>Runs a source that posts to a service elsewhere.</summary>
internal static class Collector
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(100);

    /// <summary>Follows until it is cancelled, or once. 0 when it ended as asked, 1 when its only poll failed, 2 when no database is named.</summary>
    public static async Task<int> RunAsync(CollectorOptions options, CancellationToken cancellationToken)
    {
        if (CollectorCommand.Failure(options.Coder) is { } failure)
        {
            await Console.Error.WriteLineAsync(failure);
            return 2;
        }

        using var logging = LoggerFactory.Create(builder => builder
            .SetMinimumLevel(options.Verbose ? LogLevel.Debug : LogLevel.Information)
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
            }));
        using var client = new HttpClient { BaseAddress = options.Insights, Timeout = RequestTimeout };
        await using var database = new CoderDatabase(ConnectionText.Parse(options.Coder));
        var sink = new HttpSink(client, cancel => TokenFile.ReadAsync(options.TokenFile, cancel), TimeProvider.System, logging.CreateLogger<HttpSink>());
        var settings = new SourceOptions();
        var source = new CoderSource(database, sink, settings, TimeProvider.System, logging.CreateLogger<CoderSource>());
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
