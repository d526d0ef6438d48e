using System.Text.Json;

namespace Insights.Local.Demo;

/// <summary>An agent stat on the wire. Names are encoded once: there are a million of these.</summary>
internal static class AgentStatJson
{
    private static readonly JsonEncodedText CreatedAt = JsonEncodedText.Encode("created_at");
    private static readonly JsonEncodedText UserId = JsonEncodedText.Encode("user_id");
    private static readonly JsonEncodedText AgentId = JsonEncodedText.Encode("agent_id");
    private static readonly JsonEncodedText WorkspaceId = JsonEncodedText.Encode("workspace_id");
    private static readonly JsonEncodedText TemplateId = JsonEncodedText.Encode("template_id");
    private static readonly JsonEncodedText ConnectionCount = JsonEncodedText.Encode("connection_count");
    private static readonly JsonEncodedText Latency = JsonEncodedText.Encode("connection_median_latency_ms");
    private static readonly JsonEncodedText SessionCounts = JsonEncodedText.Encode("session_counts");

    /// <summary>The report of a past minute, at the second and millisecond that are the agent's own.</summary>
    public static void Write(Utf8JsonWriter json, WorkSession session, long minute)
    {
        var phase = (long)(session.Workspace.Seed % 60_000);
        Write(json, session, DateTime.UnixEpoch.AddTicks((minute * 60_000 + phase) * TimeSpan.TicksPerMillisecond), minute);
    }

    public static void Write(Utf8JsonWriter json, WorkSession session, DateTime at, long minute)
    {
        var activity = session.At(minute);
        json.WriteStartObject();
        json.WriteString(CreatedAt, at);
        json.WriteString(UserId, session.User.Id);
        json.WriteString(AgentId, session.Workspace.AgentId);
        json.WriteString(WorkspaceId, session.Workspace.Id);
        json.WriteString(TemplateId, session.Workspace.Template.Id);
        json.WriteNumber(ConnectionCount, activity.Connections);
        json.WriteNumber(Latency, LatencyModel.At(session.User, minute));
        json.WriteStartObject(SessionCounts);
        var sameTool = session.User.SideTool == session.User.Tool;
        if (activity.Main > 0)
        {
            json.WriteNumber(session.User.Tool, activity.Main + (sameTool ? activity.Side : 0));
        }

        if (activity.Side > 0 && !sameTool)
        {
            json.WriteNumber(session.User.SideTool, activity.Side);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
