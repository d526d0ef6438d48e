using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Insights.Local.Hosting.Invocation;

internal sealed class LocalBindingContext(object trigger) : BindingContext
{
    public override IReadOnlyDictionary<string, object?> BindingData { get; } = trigger switch
    {
        HttpContext http => http.Request.RouteValues,
        QueueMessage message => new Dictionary<string, object?>
        {
            ["Id"] = message.MessageId,
            ["DequeueCount"] = message.DequeueCount,
            ["InsertionTime"] = message.InsertedOn,
            ["ExpirationTime"] = message.ExpiresOn,
            ["NextVisibleTime"] = message.NextVisibleOn,
            ["PopReceipt"] = message.PopReceipt,
        },
        _ => new Dictionary<string, object?>(),
    };
}
