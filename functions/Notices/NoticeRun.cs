using System.Globalization;
using Insights.Functions.Storage;
using Microsoft.Extensions.Options;

namespace Insights.Functions.Notices;

/// <summary>Tells people, once each, what there is to tell. What was told is noted after it was taken: a stop between tells it twice, not never.</summary>
public sealed class NoticeRun(NoticeTable told, WeekDigest digest, UsageAlerts alerts, Webhook webhook, TimeProvider clock, IOptions<NoticeOptions> options)
{
    private const string DigestKey = "digest";

    /// <summary>Sends the digest of the last week, unless it was sent.</summary>
    internal async Task SendDigestAsync(CancellationToken cancellationToken)
    {
        var week = WeekDigest.EndOfWeek(clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if ((await told.GetAsync(cancellationToken)).TryGetValue(DigestKey, out var last) && last.Text == week)
        {
            return;
        }

        await webhook.PostAsync(await digest.WriteAsync(cancellationToken), cancellationToken);
        await told.PutAsync(new ToldNotice(DigestKey, week, clock.GetUtcNow()), cancellationToken);
    }

    /// <summary>Sends what began to be beyond a threshold since the last run, and what has ended.</summary>
    internal async Task SendAlertsAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var known = (await told.GetAsync(cancellationToken)).Where(notice => notice.Key != DigestKey).ToDictionary();
        var found = await alerts.FindAsync(cancellationToken);
        ToldNotice[] begun = [.. found.Where(alert => !known.ContainsKey(alert.Key)).OrderBy(alert => alert.Key, StringComparer.Ordinal).Select(alert => new ToldNotice(alert.Key, alert.Value, now))];
        ToldNotice[] ended = [.. known.Values.Where(notice => !found.ContainsKey(notice.Key)).OrderBy(notice => notice.Key, StringComparer.Ordinal)];
        if (begun.Length + ended.Length == 0)
        {
            return;
        }

        var paragraphs = new List<Notice.Paragraph>();
        if (begun.Length > 0)
        {
            paragraphs.Add(new("Began", [.. begun.Select(notice => (Notice.Line)notice.Text)]));
        }

        if (ended.Length > 0)
        {
            paragraphs.Add(new("Ended", [.. ended.Select(notice => (Notice.Line)string.Create(CultureInfo.InvariantCulture, $"{notice.Text} (since {notice.Since:yyyy-MM-dd HH:mm} UTC)"))]));
        }

        await webhook.PostAsync(
            new Notice("Template insights: alert", paragraphs, options.Value.Page.Length > 0 ? new Uri(options.Value.Page) : null), cancellationToken);
        foreach (var notice in begun)
        {
            await told.PutAsync(notice, cancellationToken);
        }

        await told.DeleteAsync(ended.Select(notice => notice.Key), cancellationToken);
    }
}
