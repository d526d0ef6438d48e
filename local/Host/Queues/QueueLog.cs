using Microsoft.Extensions.Logging;

namespace DevelopmentHost.Queues;

/// <summary>What is logged of queue messages.</summary>
internal static partial class QueueLog
{
    [LoggerMessage(1, LogLevel.Error, "Function {FunctionName}: message {MessageId} was dequeued {DequeueCount} times and goes to {PoisonQueue}")]
    public static partial void Poisoned(this ILogger logger, string functionName, string messageId, long dequeueCount, string poisonQueue);

    [LoggerMessage(2, LogLevel.Error, "Function {FunctionName}: message {MessageId} cannot be decoded and goes to {PoisonQueue}")]
    public static partial void Undecodable(this ILogger logger, string functionName, string messageId, string poisonQueue);

    [LoggerMessage(3, LogLevel.Warning, "Function {FunctionName}: queue {QueueName} cannot be read now")]
    public static partial void ReceiveFailed(this ILogger logger, Exception error, string functionName, string queueName);

    [LoggerMessage(4, LogLevel.Warning, "Function {FunctionName}: message {MessageId} cannot be settled or renewed now")]
    public static partial void SettleFailed(this ILogger logger, Exception error, string functionName, string messageId);
}
