using Azure.Storage.Queues;

namespace DevelopmentHost.Queues;

/// <summary>Where messages go that no retry helps; made when first needed.</summary>
internal sealed class PoisonQueue(string connection, string queueName, QueueMessageEncoding encoding)
{
    private readonly QueueClient _encoded = Client(connection, queueName, encoding);
    private readonly QueueClient _raw = Client(connection, queueName, QueueMessageEncoding.None);

    public string Name => _encoded.Name;

    public Task AddAsync(BinaryData body) => AddAsync(_encoded, body);

    /// <summary>Adds a message as it stands in the queue, undecoded.</summary>
    public Task AddRawAsync(BinaryData body) => AddAsync(_raw, body);

    private static async Task AddAsync(QueueClient queue, BinaryData body)
    {
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(body);
    }

    private static QueueClient Client(string connection, string queueName, QueueMessageEncoding encoding) =>
        new(connection, $"{queueName}-poison", new QueueClientOptions { MessageEncoding = encoding });
}
