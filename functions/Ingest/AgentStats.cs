using System.Text.Json;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Insights.Functions.Usage;

namespace Insights.Functions.Ingest;

/// <summary>Reads agent stats from a request.</summary>
internal static class AgentStats
{
    private const int MaxNameLength = 1024;

    private static readonly List<string> None = [];

    // Fields of older agents; each means the same as an entry of session_counts.
    private static readonly (string Field, string App)[] OlderCounts =
    [
        ("session_count_vscode", "vscode"),
        ("session_count_jetbrains", "jetbrains"),
        ("session_count_reconnecting_pty", "reconnecting_pty"),
        ("session_count_ssh", "ssh"),
    ];

    /// <summary>The fields of a body, as they are read here.</summary>
    public static BodySchema Schema { get; } = new(
        "AgentStats",
        BodyField.Items(
            "stats",
            BodyField.Time("created_at"),
            BodyField.Id("user_id").Required,
            BodyField.Id("agent_id").Required,
            BodyField.Id("workspace_id").Required,
            BodyField.Id("template_id").Required,
            BodyField.WholeNumber("connection_count"),
            BodyField.Number("connection_median_latency_ms"),
            BodyField.Map("session_counts", BodyField.WholeNumber("")),
            BodyField.WholeNumber("session_count_vscode"),
            BodyField.WholeNumber("session_count_jetbrains"),
            BodyField.WholeNumber("session_count_reconnecting_pty"),
            BodyField.WholeNumber("session_count_ssh")).Required);

    /// <summary>The reports of a body, one for each item.</summary>
    public static List<UsageEvent> Read(JsonElement body, EventTime bounds, Validation validation)
    {
        ItemList.ThrowIfTooMany(body, "stats");
        var reports = new List<UsageEvent>();
        foreach (var item in ItemList.Of(body, "stats", required: true, validation))
        {
            reports.Add(ReadStat(item, bounds));
        }

        return reports;
    }

    private static AgentReport ReadStat(JsonItem item, EventTime bounds)
    {
        var createdAt = bounds.Now;
        if (item.OptionalTime("created_at") is { } given)
        {
            createdAt = given;
            bounds.Check(item, "created_at", given);
        }

        item.Id("workspace_id");
        return new AgentReport(
            item.Id("template_id"),
            HalfHour.Of(createdAt),
            item.Id("user_id"),
            item.Id("agent_id"),
            HalfHour.OffsetOf(createdAt),
            OpenSessions(item),
            item.Integer("connection_count", long.MinValue, long.MaxValue, fallback: 0) > 0,
            item.Single("connection_median_latency_ms"));
    }

    private static List<string> OpenSessions(JsonItem item)
    {
        List<string>? open = null;
        foreach (var (name, value) in item.Map("session_counts"))
        {
            if (IsOpen(item, name, value))
            {
                Add(SessionApp.Normalize(name), ref open);
            }
        }

        foreach (var (field, app) in OlderCounts)
        {
            if (item.Integer(field, long.MinValue, long.MaxValue, fallback: 0) > 0)
            {
                Add(app, ref open);
            }
        }

        return open ?? None;
    }

    private static bool IsOpen(JsonItem item, string name, JsonElement count)
    {
        if (name.Length > MaxNameLength)
        {
            item.Fail("session_counts", $"has a name of {name.Length} characters; a name may have {MaxNameLength}");
        }

        if (count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out var sessions))
        {
            return sessions > 0;
        }

        if (count.ValueKind != JsonValueKind.Null)
        {
            item.Fail($"session_counts.{JsonItem.Shown(name)}", $"must be a whole number, but is {JsonItem.Shown(count)}");
        }

        return false;
    }

    private static void Add(string app, ref List<string>? open)
    {
        open ??= [];
        if (open.Contains(app))
        {
            return;
        }

        if (open.Count < SessionApp.MaxPerReport)
        {
            open.Add(app);
        }
        else if (!open.Contains(SessionApp.Unknown))
        {
            open.Add(SessionApp.Unknown);
        }
    }
}
