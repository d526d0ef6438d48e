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

    /// <summary>Has the service answer that nothing happened in the range.</summary>
    public static async Task EmptyAsync(DashboardPage page)
    {
        await EditAnswerAsync(page, "templates", body =>
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
        });
        await EditAsync(page, "user-activity", report => report["users"] = new JsonArray());
        await EditAsync(page, "user-latency", report => report["users"] = new JsonArray());
        await EditAsync(page, "overview", report =>
        {
            report["templates"] = new JsonArray();
            report["unused_template_ids"] = report["unused_apps"] = report["unchanged_parameters"] = null;
        });
    }
}
