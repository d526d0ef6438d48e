using System.Text.Json;
using Insights.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Notices;

/// <summary>Tells people of usage without being asked, where a webhook is set; and shows what it would tell.</summary>
public sealed class NoticesFunction(NoticeRun run, WeekDigest digest, IOptions<NoticeOptions> options)
{
    /// <summary>Every morning: the digest of the last week, which is sent once. A Monday that failed is made up for on Tuesday.</summary>
    [Function(nameof(SendDigest))]
    public Task SendDigest([TimerTrigger("0 0 7 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        options.Value.TellsOfWeeks ? run.SendDigestAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Every hour: what is beyond a threshold, once, and that it has ended.</summary>
    [Function(nameof(SendAlerts))]
    public Task SendAlerts([TimerTrigger("0 50 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        options.Value.Alerts ? run.SendAlertsAsync(cancellationToken) : Task.CompletedTask;

    /// <summary><c>GET /api/v2/admin/digest</c>: 200 with the digest of the last week, which is sent nowhere.</summary>
    [Function(nameof(DigestPreview))]
    public async Task<IResult> DigestPreview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v2/admin/digest")] HttpRequest request, CancellationToken cancellationToken)
    {
        RequestQuery.Of(request).Complete();
        var notice = await digest.WriteAsync(cancellationToken);
        var card = NoticeText.ToTeams(notice)["attachments"]![0]!["content"]!;
        return JsonAnswer.Ok(new DigestAnswer(NoticeText.ToMarkdown(notice), JsonSerializer.SerializeToElement(card, NoticesJson.Api.JsonNode)), NoticesJson.Api.DigestAnswer);
    }
}
