using System.Text.Json;
using Insights.Functions.Http;
using Insights.Functions.Http.Operations;
using Insights.Functions.Usage;

namespace Insights.Functions.Ingest;

/// <summary>
/// Reads agent stats from a body, in one pass over its bytes and straight into what is packed: nothing is made of a stat but what it adds.
/// </summary>
internal static class AgentStats
{
    private const string ListName = "stats";

    /// <summary>The fields of a stat, in the order in which <see cref="AgentStatList"/> counts them.</summary>
    public static IReadOnlyList<BodyField> Stat { get; } =
    [
        BodyField.Time("created_at"),
        BodyField.Id("user_id").Required,
        BodyField.Id("agent_id").Required,
        BodyField.Id("workspace_id").Required,
        BodyField.Id("template_id").Required,
        BodyField.WholeNumber("connection_count"),
        BodyField.Number("connection_median_latency_ms"),
        BodyField.Map("session_counts", BodyField.WholeNumber("")),
        .. AgentStatList.OlderApps.Select(app => BodyField.WholeNumber($"session_count_{app}")),
    ];

    /// <summary>The fields of a body, as they are read here.</summary>
    public static BodySchema Schema { get; } = new("AgentStats", BodyField.Items(ListName, Stat).AtMost(ItemList.MaxItems).Required);

    /// <summary>What the stats of a body add.</summary>
    /// <exception cref="ApiException">
    /// 400: the body is no JSON object, or fields are wrong, up to <see cref="Validation.MaxErrors"/> of which are named; 413: there are more
    /// stats than a request may have.
    /// </exception>
    public static UsageBatch Read(ReadOnlySpan<byte> json, EventTime bounds) => JsonText.Read(json, text => ReadBody(text, bounds));

    private static UsageBatch ReadBody(ReadOnlySpan<byte> json, EventTime bounds)
    {
        var reader = JsonText.BeginObject(json);
        var list = new AgentStatList(ListName, bounds);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isList = reader.ValueTextEquals(ListName);
            reader.Read();
            if (isList)
            {
                // Of a name that is there twice the last one counts.
                list = new AgentStatList(ListName, bounds);
                list.Read(ref reader, json);
            }
            else
            {
                reader.Skip();
            }
        }

        // What follows the end of the object is no JSON.
        reader.Read();
        return list.Finish();
    }
}
