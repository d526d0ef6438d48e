using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace DevelopmentHost.Queues;

/// <summary>Keeps a message invisible while its function runs, however long that takes.</summary>
internal sealed class MessageLease : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly Task<string> _renewing;

    public MessageLease(QueueClient queue, QueueMessage message, TimeSpan duration, string function, ILogger logger) =>
        _renewing = RenewAsync(queue, message, duration, function, logger, _ended.Token);

    /// <summary>Stops renewing.</summary>
    /// <returns>The receipt that is valid now.</returns>
    public async Task<string> EndAsync()
    {
        await _ended.CancelAsync();
        return await _renewing;
    }

    public void Dispose() => _ended.Dispose();

    private static async Task<string> RenewAsync(
        QueueClient queue, QueueMessage message, TimeSpan duration, string function, ILogger logger, CancellationToken ended)
    {
        var receipt = message.PopReceipt;
        while (true)
        {
            await Task.Delay(duration / 2, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
            {
                return receipt;
            }

            try
            {
                // Not cancelled with the lease: a renewal that the service has done and the client has not heard of loses the receipt.
                var renewed = await queue.UpdateMessageAsync(message.MessageId, receipt, (string?)null, duration, CancellationToken.None);
                receipt = renewed.Value.PopReceipt;
            }
            catch (Exception error)
            {
                logger.SettleFailed(error, function, message.MessageId);
            }
        }
    }
}
