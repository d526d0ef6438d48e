using System.Diagnostics;
using Azure.Storage.Queues;

namespace Insights.Local.Tests;

/// <summary>Waits for what happens soon, with a deadline far beyond it.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        for (var clock = Stopwatch.StartNew(); !await condition(); await Task.Delay(20))
        {
            Assert.True(clock.Elapsed < Deadline, "It did not come true.");
        }
    }

    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => Task.FromResult(condition()));

    /// <summary>Waits until the queue holds no message, visible or not.</summary>
    public static Task EmptyAsync(QueueClient queue) =>
        TrueAsync(async () => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0);

    public static Task<T> WithinAsync<T>(Task<T> task) => task.WaitAsync(Deadline);

    public static Task WithinAsync(Task task) => task.WaitAsync(Deadline);
}
