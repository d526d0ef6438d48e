using System.Text.Json;
using Insights.Functions.Http;
using Insights.Functions.Ingest;
using Insights.Functions.Tests.Usage;
using Insights.Functions.Usage;

namespace Insights.Functions.Tests.Ingest;

/// <summary>Agent stats of a body, read the plain way: a document first, then item by item and field by field, an event for each.</summary>
internal static class ReferenceAgentStats
{
    private static readonly (string Field, string App)[] OlderCounts =
    [
        ("session_count_vscode", "vscode"),
        ("session_count_jetbrains", "jetbrains"),
        ("session_count_reconnecting_pty", "reconnecting_pty"),
        ("session_count_ssh", "ssh"),
    ];

    public static IReadOnlyList<UsageEvent> Read(ReadOnlyMemory<byte> json, EventTime bounds)
    {
        using var document = JsonText.Read(json.Span, _ => JsonDocument.Parse(json));
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw JsonText.NoObject();
        }

        ItemList.ThrowIfTooMany(document.RootElement, "stats");
        var validation = new Validation();
        var reports = ItemList.Of(document.RootElement, AgentStats.Schema, "stats", validation).Select(item => ReadStat(item, bounds)).ToArray();
        validation.ThrowIfInvalid(IngestBounds.Refusal);
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
        var open = new List<string>();
        foreach (var (name, value) in item.Map("session_counts"))
        {
            if (name.Length > 1024)
            {
                item.Fail("session_counts", $"has a name of {name.Length} characters; a name may have 1024");
            }

            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var sessions))
            {
                Add(SessionApp.Normalize(name), sessions, open);
            }
            else if (value.ValueKind != JsonValueKind.Null)
            {
                item.Fail($"session_counts.{JsonItem.Shown(name)}", $"must be a whole number, but is {JsonItem.Shown(value)}");
            }
        }

        foreach (var (field, app) in OlderCounts)
        {
            Add(app, item.Integer(field, long.MinValue, long.MaxValue, fallback: 0), open);
        }

        return open;
    }

    private static void Add(string app, long sessions, List<string> open)
    {
        if (sessions > 0 && !open.Contains(app))
        {
            var name = open.Count < SessionApp.MaxPerReport ? app : SessionApp.Unknown;
            if (!open.Contains(name))
            {
                open.Add(name);
            }
        }
    }
}
