using System.Text.Json.Nodes;

namespace Insights.Dashboard.Tests.Browser;

/// <summary>Changes what a page gets from the service.</summary>
internal static class Answers
{
    /// <summary>Has the answers of a report edited, the whole of them.</summary>
    public static async Task EditAnswerAsync(DashboardPage page, string route, Action<JsonNode> edit) =>
        await page.Page.RouteAsync($"**/api/v2/insights/{route}?*", async request =>
        {
            var answer = await request.FetchAsync();
            var body = JsonNode.Parse(await answer.TextAsync())!;
            edit(body);
            await request.FulfillAsync(new() { Response = answer, Body = body.ToJsonString() });
        });

    /// <summary>Has the reports edited, without what stands beside them.</summary>
    public static Task EditAsync(DashboardPage page, string route, Action<JsonNode> edit) => EditAnswerAsync(page, route, body => edit(body["report"]!));

    /// <summary>Has what the first screen is made of edited; an answer may be a part of it.</summary>
    public static Task EditScreenAsync(DashboardPage page, Action<JsonNode> edit) => EditAnswerAsync(page, "dashboard", edit);

    /// <summary>Has the service answer that nothing happened in the range.</summary>
    public static Task EmptyAsync(DashboardPage page) => EditScreenAsync(page, body =>
    {
        if (body["report"] is { } report)
        {
            report["active_users"] = 0;
            report["apps_usage"] = new JsonArray();
            report["parameters_usage"] = new JsonArray();
        }

        foreach (var slot in body["interval_reports"]?.AsArray() ?? [])
        {
            slot!["active_users"] = 0;
        }

        body["users"] = new JsonArray();
        body["unused_template_ids"] = body["unused_apps"] = body["unchanged_parameters"] = null;
        if (body["overview"] is { } overview)
        {
            overview["templates"] = new JsonArray();
        }
    });
}
