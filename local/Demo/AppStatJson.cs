using System.Text.Json;

namespace Insights.Local.Demo;

/// <summary>An app stat on the wire.</summary>
internal static class AppStatJson
{
    private const int SecondsPerRequest = 7;

    /// <summary>A visit that lasts beyond now (UTC seconds since 1970) is reported as far as it got.</summary>
    public static void Write(Utf8JsonWriter json, AppVisit visit, long now)
    {
        var end = Math.Min(visit.End, now);
        json.WriteStartObject();
        json.WriteString("user_id", visit.Session.User.Id);
        json.WriteString("agent_id", visit.Session.Workspace.AgentId);
        json.WriteString("workspace_id", visit.Session.Workspace.Id);
        json.WriteString("template_id", visit.Session.Workspace.Template.Id);
        json.WriteString("access_method", visit.App.AccessMethod);
        json.WriteString("slug_or_port", visit.App.Slug);
        json.WriteString("session_id", visit.Id);
        json.WriteString("session_started_at", DateTime.UnixEpoch.AddSeconds(visit.Start));
        json.WriteString("session_ended_at", DateTime.UnixEpoch.AddSeconds(end));
        json.WriteNumber("requests", 1 + (end - visit.Start) / SecondsPerRequest);
        json.WriteEndObject();
    }
}
