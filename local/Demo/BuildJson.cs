using System.Text.Json;

namespace Insights.Local.Demo;

/// <summary>A workspace build on the wire.</summary>
internal static class BuildJson
{
    public static void Write(Utf8JsonWriter json, WorkspaceBuild build)
    {
        var workspace = build.Workspace;
        var version = workspace.Template.VersionOn(build.Date);
        json.WriteStartObject();
        json.WriteString("id", build.Id);
        json.WriteString("workspace_id", workspace.Id);
        json.WriteString("workspace_name", workspace.Name);
        json.WriteString("owner_id", build.Owner.Id);
        json.WriteString("template_id", workspace.Template.Id);
        json.WriteString("template_version_id", version.Id);
        json.WriteNumber("build_number", build.Number);
        json.WriteString("created_at", build.CreatedAt);
        json.WriteString("completed_at", build.CompletedAt);
        json.WriteString("transition", build.Transition);
        json.WriteString("job_status", "succeeded");
        json.WriteNumber("daily_cost", build.DailyCost);
        json.WriteStartArray("parameters");
        foreach (var parameter in version.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteString("value", parameter.ValueFor(workspace, build.Date));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteAgents(json, workspace, build.IsStop);
        json.WriteEndObject();
    }

    private static void WriteAgents(Utf8JsonWriter json, DemoWorkspace workspace, bool isStop)
    {
        json.WriteStartArray("agents");
        if (isStop)
        {
            json.WriteEndArray();
            return;
        }

        json.WriteStartObject();
        json.WriteString("id", workspace.AgentId);
        json.WriteString("name", "main");
        json.WriteStartArray("apps");
        foreach (var app in workspace.Template.Apps.Where(app => app.Declared))
        {
            json.WriteStartObject();
            json.WriteString("slug", app.Slug);
            json.WriteString("display_name", app.DisplayName);
            json.WriteString("icon", app.Icon);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
