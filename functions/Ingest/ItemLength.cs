using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Insights.Functions.Http;
using Insights.Functions.Storage;

namespace Insights.Functions.Ingest;

/// <summary>Refuses an item that no row could hold, before anything of its request is stored.</summary>
internal static class ItemLength
{
    /// <summary>
    /// How many times longer an item may become by being stored: 6 times by the escapes of its text, 17 times by the fields that it
    /// leaves out (an option <c>{}</c>), and a little for the fields of the item itself.
    /// </summary>
    private const int MaxGrowth = 18;

    /// <summary>Records an error when an item is too large. Only a long one is written for that, which is rare.</summary>
    public static void Check<T>(JsonItem item, T value, JsonTypeInfo<T> type)
    {
        if (item.Length <= EntityBytes.MaxItemLength / MaxGrowth)
        {
            return;
        }

        var length = JsonSerializer.SerializeToUtf8Bytes(value, type).Length;
        if (length > EntityBytes.MaxItemLength)
        {
            item.Fail($"is too large: it may have {EntityBytes.MaxItemLength} bytes as it is stored, but has {length}");
        }
    }
}
