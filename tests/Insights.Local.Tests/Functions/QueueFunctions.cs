using System.Text;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Insights.Local.Tests.Functions;

public sealed class QueueFunctions(IServiceProvider services)
{
    [Function("Scripted")]
    public Task Scripted([QueueTrigger("%queue%")] QueueMessage message, CancellationToken cancellationToken) =>
        services.GetRequiredService<QueueScript>()(message, cancellationToken);

    [Function("TakesString")]
    public static void TakesString([QueueTrigger("%queue%")] string body, FunctionContext context) => Add(context, body);

    [Function("TakesBytes")]
    public static ValueTask TakesBytes([QueueTrigger("%queue%")] byte[] body, FunctionContext context)
    {
        Add(context, Encoding.UTF8.GetString(body));
        return ValueTask.CompletedTask;
    }

    [Function("TakesBinaryData")]
    public static Task<int> TakesBinaryData([QueueTrigger("%queue%")] BinaryData body, FunctionContext context)
    {
        Add(context, body.ToString());
        return Task.FromResult(1);
    }

    private static void Add(FunctionContext context, string body) => context.InstanceServices.GetRequiredService<Received>().Enqueue(body);
}
