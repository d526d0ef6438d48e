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
        BodyField.Time("created_at").About("When it was measured; now where it is left out."),
        BodyField.Id("user_id").About("The user whose workspace it is.").Required,
        BodyField.Id("agent_id").About("The agent that measured it.").Required,
        BodyField.Id("workspace_id").About("The workspace that the agent is in.").Required,
        BodyField.Id("template_id").About("The template that the workspace is made from.").Required,
        BodyField.WholeNumber("connection_count").About("How many connections there are; only whether there is any counts."),
        BodyField.Number("connection_median_latency_ms").About("The median of the latency of the connections, in milliseconds; -1 where none was measured."),
        BodyField.Map("session_counts", BodyField.WholeNumber("")).About("How many sessions are open in each application, by the name that the agent gives it; only whether there is any counts."),
        .. AgentStatList.OlderApps.Select(app => BodyField.WholeNumber($"session_count_{app}").About($"How many sessions of `{app}` are open, where Coder does not count them by name.")),
    ];

    /// <summary>The fields of a body, as they are read here.</summary>
    public static BodySchema Schema { get; } = new("AgentStats", BodyField.Items(ListName, Stat).About("What agents measured, each half a minute or so.").AtMost(ItemList.MaxItems).Required);

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
