using Xunit;

namespace Insights.Functions.Tests.Ingest;

/// <summary>
/// Every way in which a field can be wrong: kind of item, field, the path that the answer names, and the values as raw JSON (empty:
/// absent).
/// </summary>
internal sealed class BadFields : TheoryData<string, string, string, string[]>
{
    private static readonly string[] NoId =
        ["", "null", "5", "\"\"", "\"x\"", "\"00000000000040008000000000000001\"", "\"{00000000-0000-4000-8000-000000000001}\""];

    private static readonly string[] NoOptionalId = NoId[2..];

    private static readonly string[] NoTime =
    [
        "\"\"", "1762352400", "{}", "\"2026-11-05\"", "\"2026-11-05T14:00:00\"", "\"2026-11-05 14:00:00Z\"",
        "\"2026-11-05T14:00Z\"", "\"2026-11-05T14:00:60Z\"", "\"2026-11-05T24:00:00Z\"", "\"2026-02-30T00:00:00Z\"", "\"0000-01-01T00:00:00Z\"",
        "\"2026-11-05T14:00:00.Z\"", "\"2026-11-05T14:00:00+0100\"", "\"2026-11-05T14:00:00+01\"", "\"2026-11-05T14:00:00+15:00\"",
        "\"2026-11-05T14:00:00Zulu\"", "\"26-11-05T14:00:00Z\"",
    ];

    // The zero time of Go, which is what an agent sends for a time that it never set.
    private static readonly string[] Unset = ["\"0001-01-01T00:00:00Z\""];

    // The clock reads 2026-11-05T14:20Z.
    private static readonly string[] Old = ["\"1969-12-31T23:59:59Z\"", "\"2026-05-01T00:00:00Z\""];

    private static readonly string[] Ahead = ["\"2026-11-05T15:00:00Z\"", "\"9999-12-31T23:59:59Z\""];

    private static readonly string[] NoEventTime = [.. NoTime, .. Unset, .. Old, .. Ahead];

    private static readonly string[] NoCount = ["\"1\"", "1.5", "true", "[]", "9223372036854775808"];

    public BadFields()
    {
        foreach (var id in (string[])["user_id", "agent_id", "workspace_id", "template_id"])
        {
            Add("agent", id, NoId);
        }

        Add("agent", "created_at", NoEventTime);
        Add("agent", "connection_count", NoCount);
        Add("agent", "connection_median_latency_ms", ["\"12\"", "true", "[]", "1e39", "-1e39", "1e400"]);
        Add("agent", "session_counts", ["[]", "\"ssh\"", "3", $$"""{ "{{new string('x', 1025)}}": 1 }"""]);
        Add("agent", "session_counts", ["{\"ssh\":1.5}", "{\"ssh\":\"1\"}", "{\"ssh\":true}", "{\"ssh\":9223372036854775808}"], "session_counts.ssh");
        foreach (var app in (string[])["vscode", "jetbrains", "reconnecting_pty", "ssh"])
        {
            Add("agent", $"session_count_{app}", NoCount);
        }

        Add("app", "user_id", NoId);
        Add("app", "workspace_id", NoId);
        Add("app", "template_id", NoOptionalId);
        Add("app", "template_id", ["", "null"]); // No build has made the workspace known.
        Add("app", "agent_id", NoOptionalId);
        Add("app", "session_id", NoOptionalId);
        Add("app", "access_method", ["", "null", "\"\"", "\"tcp\"", "\"PATH\"", "5"]);
        Add("app", "slug_or_port", ["", "null", "\"\"", "8080", Long(257)]);
        Add("app", "session_started_at", ["", "null", .. NoTime, .. Unset, .. Ahead]);
        Add("app", "session_ended_at", ["", "null", .. NoEventTime]);
        Add("app", "requests", [.. NoCount, "-1"]);

        Add("bucket", "template_id", NoId);
        Add("bucket", "user_id", NoId);
        Add("bucket", "start_time", ["", "null", .. NoEventTime, "\"2026-11-05T13:40:00Z\"", "\"2026-11-05T13:30:00.001Z\"", "\"2026-11-05T13:30:00+05:45\""]);
        Add("bucket", "usage_mins", [.. NoCount, "", "null", "0", "-1", "31"]);
        Add("bucket", "usage_mins", ["11", "13"]); // Its one application has 12 minutes.
        Add("bucket", "median_latency_ms", ["\"12\"", "true", "[]", "1e39"]);
        Add("bucket", "app_usage_mins", [$$"""{ "{{new string('x', 257)}}": 1 }"""]);
        foreach (var map in (string[])["session_app_mins", "app_usage_mins"])
        {
            var names = string.Join(',', Enumerable.Range(0, 1001).Select(number => $"\"a{number}\":1"));
            Add("bucket", map, ["[]", "\"ssh\"", "3", $$"""{ "{{new string('x', 1025)}}": 1 }""", $"{{{names}}}", "{\"a\":1,\"a\":1}"]);
            Add("bucket", map, ["{\"ssh\":1.5}", "{\"ssh\":\"1\"}", "{\"ssh\":null}", "{\"ssh\":-1}", "{\"ssh\":31}"], $"{map}.ssh");
        }

        foreach (var id in (string[])["id", "workspace_id", "owner_id", "template_id", "template_version_id"])
        {
            Add("build", id, NoId);
        }

        Add("build", "workspace_name", ["5", Long(257)]);
        Add("build", "build_number", [.. NoCount, "", "null", "-1", "2147483648"]);
        Add("build", "created_at", NoEventTime);
        Add("build", "completed_at", [.. NoTime, .. Ahead]);
        Add("build", "transition", ["5", "{}", "\"begin\"", "\"started\"", "\" \"", "\"0\"", Long(65)]);
        Add("build", "job_status", ["5", "{}", "\"success\"", "\"done\"", "\"0\"", Long(65)]);
        Add("build", "daily_cost", [.. NoCount, "-1", "2147483648"]);
        AddList("build", "parameters", 1000);
        Add("build", "parameters", ["[{}]", "[{\"name\":\"\"}]", "[{\"name\":5}]"], "parameters[0].name");
        Add("build", "parameters", ["[{\"name\":\"a\"},{\"name\":\"b\",\"value\":5}]"], "parameters[1].value");
        AddList("build", "agents", 100);
        Add("build", "agents", ["[{}]", "[{\"id\":\"x\"}]"], "agents[0].id");
        Add("build", "agents", [$$"""[{"id":{{GoodItem.Id}},"name":5}]"""], "agents[0].name");
        Add("build", "agents", [$$"""[{"id":{{GoodItem.Id}},"apps":"x"}]"""], "agents[0].apps");
        foreach (var time in NoTime.Concat(Ahead))
        {
            Add("build", "agents", [$$"""[{"id":{{GoodItem.Id}},"apps":[{"slug":"s","created_at":{{time}} }]}]"""], "agents[0].apps[0].created_at");
        }

        foreach (var (app, path) in ((string, string)[])
            [("{}", "slug"), ($"{{\"slug\":{Long(257)}}}", "slug"), ("{\"slug\":\"s\",\"icon\":5}", "icon"), ("{\"slug\":\"s\",\"display_name\":{}}", "display_name")])
        {
            Add("build", "agents", [$$"""[{"id":{{GoodItem.Id}},"apps":[{"slug":"fine"},{{app}} ]}]"""], $"agents[0].apps[1].{path}");
        }

        foreach (var kind in (string[])["organization", "user", "template", "version"])
        {
            Add(kind, "id", NoId);
        }

        Add("organization", "name", ["", "null", "\"\"", "5", Long(257)]);
        Add("organization", "display_name", ["5", Long(257)]);
        Add("user", "username", ["", "null", "\"\"", "5", Long(257)]);
        foreach (var text in (string[])["name", "oidc_subject", "avatar_url", "status"])
        {
            Add("user", text, ["5", "{}", Long(2049)]);
        }

        Add("user", "deleted", ["\"true\"", "1", "{}"]);
        Add("user", "is_system", ["\"true\"", "1", "{}"]);
        Add("user", "status", ["\"blocked\"", "\"suspend\"", "\"suspended.\"", "\"activ\u0435\"", "\" \"", "\"0\""]);
        Add("user", "status_changed_at", [.. NoTime, .. Ahead]);
        Add("user", "created_at", [.. NoTime, .. Ahead]);
        AddList("user", "organization_ids", 1000, entries: false);
        Add("user", "organization_ids", [$"[{GoodItem.Id},\"x\"]", $"[{GoodItem.Id},null]"], "organization_ids[1]");
        Add("template", "name", ["", "null", "\"\"", "5", Long(257)]);
        Add("template", "display_name", ["5", Long(257)]);
        Add("template", "icon", ["5", Long(2049)]);
        Add("template", "organization_id", NoOptionalId);
        Add("template", "created_at", [.. NoTime, .. Ahead]);
        AddList("template", "use_user_ids", 5000, entries: false);
        Add("template", "use_user_ids", [$"[{GoodItem.Id},\"x\"]"], "use_user_ids[1]");
        Add("template", "use_group_ids", [$"[{GoodItem.Id},null]"], "use_group_ids[1]");
        Add("version", "template_id", NoOptionalId);
        AddList("version", "parameters", 1000);
        Add("version", "parameters", ["[{}]", "[{\"name\":\"\"}]"], "parameters[0].name");
        foreach (var text in (string[])["display_name", "type", "description", "default_value"])
        {
            Add("version", "parameters", [$$"""[{"name":"p","{{text}}":5}]""", $$"""[{"name":"p","{{text}}":{{Long(16_385)}} }]"""], $"parameters[0].{text}");
        }

        Add("version", "parameters", ["text", "list", "list(number)", " "], type => $$"""[{"name":"p","type":"{{type}}"}]""", "parameters[0].type");
        Add("version", "parameters", ["[{\"name\":\"p\",\"options\":5}]"], "parameters[0].options");
        foreach (var text in (string[])["name", "description", "value", "icon"])
        {
            Add("version", "parameters", [$$"""[{"name":"p","options":[{},{"{{text}}":5}]}]"""], $"parameters[0].options[1].{text}");
        }
    }

    private static string Long(int length) => $"\"{new string('x', length)}\"";

    private void Add(string kind, string name, string[] words, Func<string, string> json, string path) => Add(kind, name, path, [.. words.Select(json)]);

    private void Add(string kind, string name, string[] values, string? path = null) => Add(kind, name, path ?? name, values);

    private void AddList(string kind, string name, int most, bool entries = true)
    {
        Add(kind, name, ["{}", "\"x\"", "5", $"[{string.Join(',', Enumerable.Repeat("{}", most + 1))}]"]);
        if (entries)
        {
            Add(kind, name, ["[5]", "[null]", "[[]]"], $"{name}[0]");
        }
    }
}
