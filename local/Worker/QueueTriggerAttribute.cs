namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function on a queue message: a <c>QueueMessage</c>, <see cref="BinaryData"/>, string or byte[].</summary>
/// <param name="queueName">The queue; <c>%Name%</c> stands for a setting.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class QueueTriggerAttribute(string queueName) : Attribute
{
    /// <summary>The queue as written, with any <c>%Name%</c>.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>The setting that holds the connection string. Null means <c>AzureWebJobsStorage</c>.</summary>
    public string? Connection { get; set; }
}
