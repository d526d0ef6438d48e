using System.Globalization;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using DevelopmentHost.Protocol;
using Google.Protobuf;

namespace DevelopmentHost.Queues;

/// <summary>A queue message as the worker wants it.</summary>
internal static class QueueBinding
{
    private const string Version = "1.0";
    private const string Source = "AzureStorageQueues";
    private const string ContentType = "application/json";

    /// <summary>The parameter's value: the whole message where the worker converts it (a <c>QueueMessage</c>), else its text.</summary>
    public static TypedData Of(QueueMessage message, bool asBindingData) => asBindingData
        ? new() { ModelBindingData = new() { Version = Version, Source = Source, ContentType = ContentType, Content = Content(message) } }
        : new() { String = message.Body.ToString() };

    /// <summary>What else is known of the message, under the names of Azure's host.</summary>
    public static Dictionary<string, string> Metadata(QueueMessage message) => new()
    {
        ["QueueTrigger"] = message.Body.ToString(),
        ["Id"] = message.MessageId,
        ["PopReceipt"] = message.PopReceipt,
        ["DequeueCount"] = message.DequeueCount.ToString(CultureInfo.InvariantCulture),
        ["InsertionTime"] = Text(message.InsertedOn),
        ["ExpirationTime"] = Text(message.ExpiresOn),
        ["NextVisibleTime"] = Text(message.NextVisibleOn),
    };

    private static ByteString Content(QueueMessage message)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString(nameof(message.MessageId), message.MessageId);
            json.WriteString(nameof(message.PopReceipt), message.PopReceipt);
            json.WriteString(nameof(message.MessageText), message.Body.ToString());
            json.WriteNumber(nameof(message.DequeueCount), message.DequeueCount);
            Write(json, nameof(message.NextVisibleOn), message.NextVisibleOn);
            Write(json, nameof(message.InsertedOn), message.InsertedOn);
            Write(json, nameof(message.ExpiresOn), message.ExpiresOn);
            json.WriteEndObject();
        }

        return ByteString.CopyFrom(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    // The worker's converter takes no null.
    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteString(name, known);
        }
    }

    private static string Text(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
