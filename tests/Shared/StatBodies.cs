using System.Buffers;
using System.Text.Json;

namespace Insights.Functions.Tests.Shared;

/// <summary>Bodies of agent stats as agents of many users of some templates would send them at about one time, or in a while from it on.</summary>
internal static class StatBodies
{
    private const int Users = 1000;
    private const int Templates = 10;

    public static byte[] Of(int count, DateTimeOffset at, Random random, int users = Users, int templates = Templates, TimeSpan? span = null)
    {
        var milliseconds = (int)(span ?? TimeSpan.FromSeconds(30)).TotalMilliseconds;
        var buffer = new ArrayBufferWriter<byte>(count * 340);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("stats");
        for (var i = 0; i < count; i++)
        {
            var user = random.Next(users);
            json.WriteStartObject();
            json.WriteString("created_at", at.AddMilliseconds(random.Next(milliseconds)));
            json.WriteString("user_id", Id(1, user));
            json.WriteString("agent_id", Id(2, user));
            json.WriteString("workspace_id", Id(3, user));
            json.WriteString("template_id", Id(4, user % templates));
            json.WriteNumber("connection_count", 1);
            json.WriteNumber("connection_median_latency_ms", 20 + (random.NextSingle() * 100));
            json.WriteStartObject("session_counts");
            json.WriteNumber(user % 3 == 0 ? "jetbrains" : "vscode", 1);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static Guid Id(int kind, int number) => Workday.NewId(new Random((kind * 100_000) + number));
}
