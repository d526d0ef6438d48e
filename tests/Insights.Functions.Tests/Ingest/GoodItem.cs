using System.Globalization;

namespace Insights.Functions.Tests.Ingest;

/// <summary>Items that are accepted at <see cref="CollectingApp.Now"/>, as raw JSON by field, to be spoilt in one field each.</summary>
internal static class GoodItem
{
    public const string Id = "\"00000000-0000-4000-8000-000000000001\"";

    private static readonly Dictionary<string, (string Route, (string Name, string Json)[] Fields)> Items = new()
    {
        ["agent"] = ("agent-stats", [("user_id", Id), ("agent_id", Id), ("workspace_id", Id), ("template_id", Id)]),
        ["app"] = ("app-stats",
        [
            ("user_id", Id), ("workspace_id", Id), ("template_id", Id), ("access_method", "\"path\""), ("slug_or_port", "\"code\""),
            ("session_started_at", "\"2026-11-05T14:00:00Z\""), ("session_ended_at", "\"2026-11-05T14:10:00Z\""),
        ]),
        ["bucket"] = ("usage-buckets",
        [
            ("start_time", "\"2026-11-05T13:30:00Z\""), ("template_id", Id), ("user_id", Id), ("usage_mins", "12"),
            ("session_app_mins", "{\"vscode\":12}"), ("app_usage_mins", "{}"),
        ]),
        ["build"] = ("workspace-builds",
        [
            ("id", Id), ("workspace_id", Id), ("owner_id", Id), ("template_id", Id), ("template_version_id", Id), ("build_number", "1"),
        ]),
        ["organization"] = ("catalog", [("id", Id), ("name", "\"o\"")]),
        ["user"] = ("catalog", [("id", Id), ("username", "\"u\"")]),
        ["group"] = ("catalog", [("id", Id), ("name", "\"g\"")]),
        ["template"] = ("catalog", [("id", Id), ("name", "\"t\"")]),
        ["version"] = ("catalog", [("id", Id)]),
    };

    public static string RouteOf(string kind) => Items[kind].Route;

    /// <summary>The list that items of a kind are sent in.</summary>
    public static string ListOf(string kind) => kind switch
    {
        "agent" or "app" => "stats",
        "version" => "template_versions",
        _ => $"{kind}s",
    };

    /// <summary>A good item with one field of another value; absent when the value is empty.</summary>
    public static string With(string kind, string name, string json) => Json(
        Items[kind].Fields.Where(field => field.Name != name).Append((Name: name, Json: json)).Where(field => field.Json.Length > 0));

    public static string Of(string kind) => Json(Items[kind].Fields);

    public static string Body(string kind, params IEnumerable<string> items) => $$"""{"{{ListOf(kind)}}":[{{string.Join(',', items)}}]}""";

    public static string Text(DateTimeOffset time) => time.ToString("'\"'yyyy-MM-dd'T'HH:mm:ss.fffffff'Z\"'", CultureInfo.InvariantCulture);

    private static string Json(IEnumerable<(string Name, string Json)> fields) =>
        $$"""{{{string.Join(',', fields.Select(field => $"\"{field.Name}\":{field.Json}"))}}}""";
}
