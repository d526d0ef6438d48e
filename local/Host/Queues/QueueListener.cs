using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using DevelopmentHost.Protocol;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace DevelopmentHost.Queues;

/// <summary>
/// Feeds one queue to one function, at least once. At most batchSize + newBatchThreshold messages run at a time: a batch is received
/// whenever no more than newBatchThreshold do. A queue that is not there yet is an empty one.
/// </summary>
internal sealed class QueueListener : ITriggerListener
{
    public const string TriggerType = "queueTrigger";

    private static readonly TimeSpan FirstPollingInterval = TimeSpan.FromMilliseconds(100);

    private readonly FunctionDefinition _function;
    private readonly QueueClient _queue;
    private readonly PoisonQueue _poison;
    private readonly QueueSettings _settings;
    private readonly TimeSpan _lease;
    private readonly FunctionInvoker _invoker;
    private readonly ILogger _logger;
    private readonly InFlight _running = new();

    /// <exception cref="HostStartException">A setting that the function names is not there.</exception>
    public QueueListener(
        FunctionDefinition function, IConfiguration configuration, QueueSettings settings, TimeSpan lease, FunctionInvoker invoker, ILogger logger)
    {
        (_function, _settings, _lease, _invoker, _logger) = (function, settings, lease, invoker, logger);
        var connection = configuration.Connection(function.Text("connection") is { Length: > 0 } named ? named : HostSettings.Storage, function.Name);
        var name = configuration.Resolve(function.Text("queueName")!, function.Name);
        _poison = new(connection, name, settings.MessageEncoding);
        var options = new QueueClientOptions { MessageEncoding = settings.MessageEncoding };
        options.MessageDecodingFailed += RejectAsync;
        _queue = new(connection, name, options);
    }

    public async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        var idle = new Backoff(FirstPollingInterval, _settings.MaxPollingInterval);
        while (!stopping.IsCancellationRequested)
        {
            var messages = await ReceiveAsync(abort);
            foreach (var message in messages)
            {
                _running.Enter();
                _ = Task.Run(() => ProcessAsync(message, abort), CancellationToken.None);
            }

            if (messages.Length > 0)
            {
                idle.Reset();
                await _running.UntilAtMostAsync(_settings.Threshold).WaitAsync(stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            else
            {
                await Task.Delay(idle.Next(), stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await _running.UntilAtMostAsync(0);
    }

    // Not cancelled by stopping: messages that the service has handed out and the client has not heard of are gone for a whole lease.
    private async Task<QueueMessage[]> ReceiveAsync(CancellationToken abort)
    {
        try
        {
            return await _queue.ReceiveMessagesAsync(_settings.BatchSize, _lease, abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return [];
        }
        catch (RequestFailedException error) when (error.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return [];
        }
        catch (Exception error)
        {
            _logger.ReceiveFailed(error, _function.Name, _queue.Name);
            return [];
        }
    }

    private async Task ProcessAsync(QueueMessage message, CancellationToken abort)
    {
        try
        {
            // One more than the limit: the process that had it last ended before it could settle it.
            if (message.DequeueCount > _settings.MaxDequeueCount)
            {
                await PoisonAsync(message, message.PopReceipt);
                return;
            }

            using var lease = new MessageLease(_queue, message, _lease, _function.Name, _logger);
            var succeeded = await _invoker.SucceedsAsync(
                _function, QueueBinding.Of(message, _function.TakesBindingData), QueueBinding.Metadata(message), abort);
            await SettleAsync(message, await lease.EndAsync(), succeeded);
        }
        catch (Exception error)
        {
            // The lease runs out and the message comes again.
            _logger.SettleFailed(error, _function.Name, message.MessageId);
        }
        finally
        {
            _running.Exit();
        }
    }

    private Task SettleAsync(QueueMessage message, string receipt, bool succeeded) => succeeded
        ? _queue.DeleteMessageAsync(message.MessageId, receipt)
        : message.DequeueCount >= _settings.MaxDequeueCount
            ? PoisonAsync(message, receipt)
            : _queue.UpdateMessageAsync(message.MessageId, receipt, (string?)null, _settings.VisibilityTimeout);

    private async Task PoisonAsync(QueueMessage message, string receipt)
    {
        _logger.Poisoned(_function.Name, message.MessageId, message.DequeueCount, _poison.Name);
        await _poison.AddAsync(message.Body);
        await _queue.DeleteMessageAsync(message.MessageId, receipt);
    }

    private async Task RejectAsync(QueueMessageDecodingFailedEventArgs failure)
    {
        var message = failure.ReceivedMessage;
        _logger.Undecodable(_function.Name, message.MessageId, _poison.Name);
        await _poison.AddRawAsync(message.Body);
        await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
    }
}
