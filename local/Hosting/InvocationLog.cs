using Microsoft.Extensions.Logging;

namespace Insights.Local.Hosting;

/// <summary>What the runtime logs of invocations: names and numbers, never contents.</summary>
internal static partial class InvocationLog
{
    [LoggerMessage(1, LogLevel.Error, "Function {FunctionName} failed, invocation {InvocationId}")]
    public static partial void Failed(this ILogger logger, Exception error, string functionName, string invocationId);

    [LoggerMessage(2, LogLevel.Error, "Function {FunctionName}: message {MessageId} failed {DequeueCount} times and goes to {PoisonQueue}")]
    public static partial void Poisoned(this ILogger logger, string functionName, string messageId, long dequeueCount, string poisonQueue);

    [LoggerMessage(3, LogLevel.Error, "Function {FunctionName}: message {MessageId} is not base64 and goes to {PoisonQueue}")]
    public static partial void Undecodable(this ILogger logger, string functionName, string messageId, string poisonQueue);

    [LoggerMessage(4, LogLevel.Warning, "Function {FunctionName}: queue {QueueName} cannot be read now")]
    public static partial void ReceiveFailed(this ILogger logger, Exception error, string functionName, string queueName);

    [LoggerMessage(5, LogLevel.Warning, "Function {FunctionName}: message {MessageId} cannot be settled or renewed now")]
    public static partial void SettleFailed(this ILogger logger, Exception error, string functionName, string messageId);
}
