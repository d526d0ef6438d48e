using Microsoft.Extensions.Logging;

namespace DevelopmentHost.Protocol;

/// <summary>What the worker logs, logged here.</summary>
internal static class WorkerLog
{
    public static void Write(this ILogger logger, RpcLog log)
    {
        var level = (LogLevel)log.Level;
        if (logger.IsEnabled(level))
        {
            logger.Log(level, default, log, null, static (entry, _) => entry.Exception is { } exception
                ? $"{entry.Message}\n{exception.Message}\n{exception.StackTrace}"
                : entry.Message);
        }
    }
}
