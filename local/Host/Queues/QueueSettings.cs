using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace DevelopmentHost.Queues;

/// <summary>host.json's <c>extensions.queues</c>, with the Azure host's defaults.</summary>
internal sealed record QueueSettings
{
    private const int MostReceivable = 32;

    public QueueMessageEncoding MessageEncoding { get; init; } = QueueMessageEncoding.Base64;

    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a message whose function failed stays away.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    public int BatchSize { get; init; } = 16;

    /// <summary>Null means half a batch.</summary>
    public int? NewBatchThreshold { get; init; }

    /// <summary>Another batch is received once no more than this many run.</summary>
    public int Threshold => NewBatchThreshold ?? BatchSize / 2;

    public int MaxDequeueCount { get; init; } = 5;

    /// <exception cref="HostStartException">A value does not parse or is out of range.</exception>
    public static QueueSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection($"{HostSettings.HostSection}:extensions:queues");
        QueueSettings settings;
        try
        {
            settings = section.Get<QueueSettings>() ?? new();
        }
        catch (InvalidOperationException cause)
        {
            throw new HostStartException($"host.json, extensions.queues: {cause.Message} {cause.InnerException?.Message}", cause);
        }

        return settings switch
        {
            { BatchSize: < 1 or > MostReceivable } => throw Wrong(nameof(BatchSize), $"1 to {MostReceivable}"),
            { NewBatchThreshold: < 0 } => throw Wrong(nameof(NewBatchThreshold), "0 or more"),
            { MaxDequeueCount: < 1 } => throw Wrong(nameof(MaxDequeueCount), "1 or more"),
            { MaxPollingInterval.Ticks: <= 0 } => throw Wrong(nameof(MaxPollingInterval), "more than 00:00:00"),
            { VisibilityTimeout.Ticks: < 0 } => throw Wrong(nameof(VisibilityTimeout), "00:00:00 or more"),
            _ => settings,
        };

        HostStartException Wrong(string name, string range) =>
            new($"host.json, extensions.queues.{name}: {section[name]} is out of range ({range}).");
    }
}
