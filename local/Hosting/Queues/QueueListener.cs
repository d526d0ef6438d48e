using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Insights.Local.Hosting.Invocation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Insights.Local.Hosting.Queues;

/// <summary>
/// Feeds one queue to one function, at least once. At most batchSize + newBatchThreshold messages run at a time: a batch is received
/// whenever no more than newBatchThreshold do.
/// </summary>
internal sealed class QueueListener : ITriggerListener
{
    private static readonly TimeSpan FirstPollingInterval = TimeSpan.FromMilliseconds(100);

    private readonly Function _function;
    private readonly QueueClient _queue;
    private readonly PoisonQueue _poison;
    private readonly QueueSettings _settings;
    private readonly TimeSpan _lease;
    private readonly FunctionPipeline _pipeline;
    private readonly IServiceScopeFactory _scopes;
    private readonly ILogger _logger;
    private readonly InFlight _running = new();

    public QueueListener(
        Function function, string connection, string queueName, QueueSettings settings, TimeSpan lease, FunctionPipeline pipeline,
        IServiceScopeFactory scopes, ILogger logger)
    {
        (_function, _settings, _lease, _pipeline, _scopes, _logger) = (function, settings, lease, pipeline, scopes, logger);
        _poison = new(connection, queueName, settings.MessageEncoding);
        var options = new QueueClientOptions { MessageEncoding = settings.MessageEncoding };
        options.MessageDecodingFailed += RejectAsync;
        _queue = new(connection, queueName, options);
    }

    public Task CreateQueueAsync(CancellationToken cancellationToken) =>
        _queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

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
            var succeeded = await SucceedsAsync(message, abort);
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

    private async Task<bool> SucceedsAsync(QueueMessage message, CancellationToken abort)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var context = new LocalFunctionContext(_function, scope.ServiceProvider, message, abort);
        try
        {
            await _pipeline.RunAsync(context);
            return true;
        }
        catch (Exception error)
        {
            _logger.Failed(error, _function.Name, context.InvocationId);
            return false;
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
